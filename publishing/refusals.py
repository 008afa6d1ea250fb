"""How a rule says no: in sentences, each with the field it speaks of, so that a page can lead the reader there."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that stands in the way. `field` is the name of the form field to mend, or "" for the whole."""

    sentence: str
    field: str = ""


class Refused(Exception):
    """A rule of publication forbids this. Nothing was changed; `problems` say why and what to do."""

    def __init__(self, *problems):
        self.problems = [problem if isinstance(problem, Problem) else Problem(str(problem)) for problem in problems]
        super().__init__(" ".join(str(problem.sentence) for problem in self.problems))

    @classmethod
    def beside_fields(cls, error):
        """What Django's own check of the fields said, a ValidationError, in our words."""
        return cls(*(Problem(sentence, name) for name, said in error.message_dict.items() for sentence in said))


class Forbidden(Refused):
    """The user lacks the permission for this, whatever the state."""
