import pytest

from namro.cli.meanings import KINDS
from namro.drafting.marked.labels import label
from namro.quantities.deadlines import Every
from namro.reading.directives.model import Clear, State
from namro.reading.model import Aspect, Bound, Kind, Modality, Role, Versus

GROUPS = {
    "kind": Kind, "role": Role, "bound": Bound, "aspect": Aspect, "modality": Modality, "versus": Versus,
    "clear": Clear, "state": State, "every": Every, "finding": KINDS, "findings": KINDS,
}  # fmt: skip


@pytest.mark.parametrize(
    ("group", "value"), [(group, str(value)) for group, values in GROUPS.items() for value in values]
)
def test_every_value_of_a_reading_has_a_name_in_both_languages(group, value):
    names = label(group, value, "vi"), label(group, value, "en")
    assert all(names) or value == Bound.EXACT
