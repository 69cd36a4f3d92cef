"""The sample office: the files that "Công an tỉnh Quảng Nam 2015-2020" would have, written from a fixed seed. All people are invented.

Read first: `office.write_office`.
"""
