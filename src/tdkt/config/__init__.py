"""Settings, the root of the URLs and the server's entry point."""
