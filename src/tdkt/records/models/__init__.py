"""The register's tables, one file per noun. Every registered row has its versions; `ledger.py` says how."""

from tdkt.records.models.accounts import Account, Office, Role
from tdkt.records.models.achievements import (
    Discipline,
    DisciplineVersion,
    Initiative,
    InitiativeVersion,
    Ranking,
    RankingVersion,
)
from tdkt.records.models.awards import Conferral, ConferralVersion, Decision, DecisionVersion
from tdkt.records.models.community import (
    Census,
    CensusLine,
    CensusLineVersion,
    CensusVersion,
    CommunityModel,
    CommunityModelVersion,
    ModelType,
    ModelTypeVersion,
)
from tdkt.records.models.identity import IdentityRequest, TwoPeople
from tdkt.records.models.imports import ImportBatch, SourceLine
from tdkt.records.models.ledger import Entry, Registered, Version
from tdkt.records.models.mappings import OfficeAbbreviation, SentMapping
from tdkt.records.models.movements import Movement, MovementVersion
from tdkt.records.models.packed import PackedRow
from tdkt.records.models.people import (
    Departure,
    DepartureVersion,
    Person,
    PersonNumber,
    PersonNumberVersion,
    PersonVersion,
    Service,
    ServiceVersion,
    Subject,
    SubjectVersion,
)
from tdkt.records.models.ratings import Rating, RatingVersion
from tdkt.records.models.units import (
    Succession,
    SuccessionVersion,
    Unit,
    UnitName,
    UnitNameVersion,
    UnitPlace,
    UnitPlaceVersion,
    UnitStanding,
    UnitStandingVersion,
    UnitVersion,
)

__all__ = [
    "Account",
    "Census",
    "CensusLine",
    "CensusLineVersion",
    "CensusVersion",
    "CommunityModel",
    "CommunityModelVersion",
    "Conferral",
    "ConferralVersion",
    "Decision",
    "DecisionVersion",
    "Departure",
    "DepartureVersion",
    "Discipline",
    "DisciplineVersion",
    "Entry",
    "IdentityRequest",
    "ImportBatch",
    "Initiative",
    "InitiativeVersion",
    "ModelType",
    "ModelTypeVersion",
    "Movement",
    "MovementVersion",
    "Office",
    "OfficeAbbreviation",
    "PackedRow",
    "Person",
    "PersonNumber",
    "PersonNumberVersion",
    "PersonVersion",
    "Ranking",
    "RankingVersion",
    "Rating",
    "RatingVersion",
    "Registered",
    "Role",
    "SentMapping",
    "Service",
    "ServiceVersion",
    "SourceLine",
    "Subject",
    "SubjectVersion",
    "Succession",
    "SuccessionVersion",
    "TwoPeople",
    "Unit",
    "UnitName",
    "UnitNameVersion",
    "UnitPlace",
    "UnitPlaceVersion",
    "UnitStanding",
    "UnitStandingVersion",
    "UnitVersion",
    "Version",
]
