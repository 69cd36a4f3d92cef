"""Papers: a report as data in, DOCX, PDF or XLSX bytes out, laid out as Nghị định 30/2020/NĐ-CP asks, in Tinos.

Pure, and knows no law: whatever it prints was decided elsewhere. Read first: `five_year.py`.
"""
