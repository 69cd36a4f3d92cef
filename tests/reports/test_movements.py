"""Which movement a report sums up, and in what order movements stand."""

from tdkt.reports.movements import main_movement, movements_of
from tdkt.reports.register import MovementLine
from tests.reports.registers import register


def line(id: int, kind: str, first: int | None, last: int | None, part_of: int | None = None) -> MovementLine:
    return MovementLine(id, kind, f"Phong trào {id}", first, last, "", "", part_of)


def test_the_main_movement_covers_the_period_and_carries_others():
    held = register(
        movements=(
            line(1, "movement", 2015, 2016),
            line(2, "movement", 2010, None),
            line(3, "movement", 2015, 2020),
            line(4, "movement", 2015, 2020),
            line(5, "campaign", 2015, 2020, part_of=4),
        )
    )

    main = main_movement(held, 2015, 2020)

    assert main is not None
    assert main.id == 4
    assert main_movement(register(), 2015, 2020) is None


def test_what_is_linked_follows_its_movement_and_what_ended_before_is_absent():
    held = register(
        movements=(
            line(5, "campaign", 2016, 2020, part_of=3),
            line(4, "campaign", 2015, 2020),
            line(3, "movement", 2015, 2020),
            line(2, "movement", 2016, 2020),
            line(1, "movement", 2005, 2010),
        )
    )

    assert [m.id for m in movements_of(held, 2015, 2020)] == [3, 5, 2, 4]
