"""Every problem of the catalogue can be said, and says what, where and the remedy."""

from tdkt.sheets.problems import DateBad, Finding, catalogue


def test_every_problem_has_a_code_a_title_a_level_a_sentence_and_a_remedy():
    problems = catalogue()

    assert len({problem.code for problem in problems}) == len(problems)
    for problem in problems:
        said = Finding(problem, "{x}", "y").as_json(at="Sheet1!C7", place="Hàng 7, cột Ngày sinh", column="Ngày sinh")
        assert problem.title
        assert said["level"] in ("error", "warning", "repair")
        assert said["message"].startswith("Hàng 7, cột Ngày sinh: ")
        assert said["message"].endswith(".")
        assert said["remedy"].endswith(".")


def test_the_sentence_of_a_wrong_date_is_the_one_an_officer_would_write():
    said = Finding(DateBad, "31/02/1990").as_json(at="Sheet1!C214", place="Hàng 214, cột Ngày sinh")

    assert (said["message"], said["remedy"]) == (
        "Hàng 214, cột Ngày sinh: '31/02/1990' không phải là ngày.",
        "Sửa trong tệp rồi nhập lại, hoặc bỏ qua dòng này.",
    )
