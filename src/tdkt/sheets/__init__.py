"""Files from outside to plans: spreadsheets and lists as offices make them, read into rows, repairs and problems with their cell addresses.

Bytes in, plan out; nothing is written. Foreign files are opened only in a child process with limits. Read first: `plan.read_plan`.
"""
