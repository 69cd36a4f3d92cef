"""Merged cells of .ods files stand where the file has them, also after rows and cells that the file counts instead of writing."""

import io
import zipfile

from tdkt.sheets.ods import merged_ranges


def package(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return out.getvalue()


def test_rows_and_cells_that_are_counted_move_the_ranges():
    content = package(
        '<table:table table:name="Danh s&#225;ch &amp; k&#7871;t"><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="9"/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"/>'
        '<table:covered-table-cell/><table:table-cell table:number-rows-spanned="2"/></table:table-row></table:table>'
        '<table:table table:name="B"><table:table-row><table:table-cell table:number-rows-spanned="1" office:value="a>b"/></table:table-row></table:table>'
    )  # fmt: skip

    assert merged_ranges(content) == {"Danh sách & kết": [((3, 2), (5, 3)), ((3, 4), (4, 4))], "B": []}


def test_a_package_without_such_content_has_none():
    assert merged_ranges(package("<table:table/>")) == {}
