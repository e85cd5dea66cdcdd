"""What of a definition nobody could ever see: checked before it is published.

The answers to the questions that a condition depends on are tried out: not all of them, but one for each way
that conditions can tell them apart. Where that would take too long the finding says so, and claims nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from backend.forms.condition_parser import ORDER
from backend.forms.conditions import AllOf, Answer, AnyOf, Comparison, Condition, comparisons, holds
from backend.forms.domains import answers_in_rows, could_be, domain
from backend.forms.questions import Definition, Question

# About 0.2 seconds for one condition and 2 for a whole definition, at the worst.
MOST_STEPS = 5_000
MOST_STEPS_IN_ALL = 50_000

Kind = Literal["never", "dead_value", "unknown"]
Where = Literal["question", "section", "row"]


class Finding(NamedTuple):
    """One thing to put right before publishing.

    `key`: of the question or section whose condition it is; of a row of a matrix, "question/row". `where`: which of
    the three.
    `kind`: "never" shown in any answer that could be sent; "dead_value", its condition compares with what
    can't be an answer; "unknown", too many combinations to tell (no fault, a warning). `reason`: in Chinese.
    """

    key: str
    reason: str
    kind: Kind
    where: Where


def unreachable(definition: Definition) -> list[Finding]:
    """What can never be shown, in order. Sound: "never" is said only of what no complete answer shows.

    "Complete" means that required questions count as answered whenever they are shown.
    """
    return list(_Check(definition).findings())


class _TooManyStepsError(Exception):
    pass


class _Check:
    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.questions: dict[str, Question] = {}
        # The whole condition for each question, its section's included.
        self.conditions: dict[str, Condition | None] = {}
        self.never: set[str] = set()
        self.never_rows: set[tuple[str, str]] = set()
        self.steps = 0
        self.steps_in_all = 0

    def findings(self) -> Iterator[Finding]:
        for section in self.definition.sections:
            is_section_never = False
            if section.show_if is not None:
                found = list(self.of_condition(section.key, "section", section.show_if, section.show_if))
                is_section_never = any(finding.kind == "never" for finding in found)
                yield from found
            for question in section.questions:
                whole = _both(section.show_if, question.show_if)
                self.questions[question.key] = question
                self.conditions[question.key] = _both(whole, _some_row(question))
                if is_section_never:
                    self.never.add(question.key)
                else:
                    yield from self.of_question(question, whole)

    def of_question(self, question: Question, whole: Condition | None) -> Iterator[Finding]:
        """Findings about a question and its rows; `whole` is its condition with that of the section around it."""
        found: list[Finding] = []
        if question.show_if is not None and whole is not None:
            found += self.of_condition(question.key, "question", question.show_if, whole)
        if all(finding.kind != "never" for finding in found):
            found += self.of_rows(question, whole)
        if any(finding.kind == "never" and finding.where == "question" for finding in found):
            self.never.add(question.key)
        yield from found

    def of_rows(self, question: Question, whole: Condition | None) -> Iterator[Finding]:
        """Findings about the rows of a matrix that may be shown itself, and about it if none of them may."""
        for row in question.rows:
            if row.show_if is None:
                continue
            together = AllOf((whole, row.show_if)) if whole is not None else row.show_if
            for finding in self.of_condition(f"{question.key}/{row.value}", "row", row.show_if, together):
                if finding.kind == "never":
                    self.never_rows.add((question.key, row.value))
                yield finding
        if question.rows and all((question.key, row.value) in self.never_rows for row in question.rows):
            yield Finding(question.key, "它的每一行都永远不会显示", "never", "question")

    def of_condition(self, key: str, where: Where, own: Condition, whole: Condition) -> Iterator[Finding]:
        """Findings about the condition `own`; `whole` has that of the section around it as well."""
        for comparison in comparisons(own):
            if comparison.op in ORDER:
                continue
            for value in comparison.values:
                if not could_be(self.questions[comparison.question], value):
                    reason = f"条件里的 {value} 不是题目 {comparison.question} 能有的答案"
                    yield Finding(key, reason, "dead_value", where)
        try:
            if self.is_possible(whole):
                return
        except _TooManyStepsError:
            yield Finding(key, "条件牵涉的组合太多，无法判断是否会显示", "unknown", where)
            return
        hidden = [name for name in map(self.name_if_never, comparisons(whole)) if name is not None]
        reason = f"它依赖的题目 {hidden[0]}永远不会显示" if hidden else "显示条件永远不会成立"
        yield Finding(key, reason, "never", where)

    def name_if_never(self, comparison: Comparison) -> str | None:
        """What the comparison looks at, if that can never be shown."""
        key, row = comparison.question, comparison.row
        if key in self.never:
            return f"{key} "
        if row is None or (key, row) not in self.never_rows:
            return None
        label = next(each.label for each in self.questions[key].rows if each.value == row)
        return f"{key} 的“{label}”一行"

    def is_possible(self, condition: Condition) -> bool:
        """Whether some complete set of answers makes `condition` true. Raises _TooManyStepsError."""
        self.steps = 0
        involved = self.involved(condition)
        further = [self.conditions[key] for key in involved]
        further += [row.show_if for key in involved for row in self.questions[key].rows]
        mentioned = [item for each in (condition, *further) if each is not None for item in comparisons(each)]
        domains: dict[str, list[Answer | None]] = {}
        for key in involved:
            answers = domain(self.questions[key], [item for item in mentioned if item.question == key])
            if answers is None:
                raise _TooManyStepsError
            self.spend(len(answers))
            domains[key] = answers
        return self.search(condition, involved, domains)

    def involved(self, condition: Condition) -> list[str]:
        """Keys of the questions that `condition` depends on, also through theirs, in form order."""
        found: set[str] = set()
        waiting = [condition]
        while waiting:
            for comparison in comparisons(waiting.pop()):
                if comparison.question not in found:
                    found.add(comparison.question)
                    rows = [row.show_if for row in self.questions[comparison.question].rows]
                    further = [self.conditions[comparison.question], *rows]
                    waiting += [each for each in further if each is not None]
        return [key for key in self.questions if key in found]

    def search(self, condition: Condition, keys: list[str], domains: Mapping[str, list[Answer | None]]) -> bool:
        """Tries answers in form order, so that whether a question is shown is settled when its turn comes."""

        def is_possible(n: int, values: dict[str, Answer]) -> bool:
            self.spend(1)
            if n == len(keys):
                return holds(condition, values)
            shown_if = self.conditions[keys[n]]
            if shown_if is not None and not holds(shown_if, values):
                return is_possible(n + 1, values)
            for answer in self.answers_to(keys[n], domains[keys[n]], values):
                further = values if answer is None else {**values, keys[n]: answer}
                if is_possible(n + 1, further):
                    return True
            return False

        return is_possible(0, {})

    def answers_to(
        self, key: str, answers: list[Answer | None], values: Mapping[str, Answer]
    ) -> Iterable[Answer | None]:
        question = self.questions[key]
        if question.type != "matrix":
            return answers
        self.spend(len(answers))
        return answers_in_rows(question, answers, values)

    def spend(self, steps: int) -> None:
        """Counts `steps` of the work allowed. Raises _TooManyStepsError when it is used up."""
        self.steps += steps
        self.steps_in_all += steps
        if self.steps > MOST_STEPS or self.steps_in_all > MOST_STEPS_IN_ALL:
            raise _TooManyStepsError


def _some_row(question: Question) -> Condition | None:
    """A matrix is shown only when one of its rows is."""
    conditions = [row.show_if for row in question.rows if row.show_if is not None]
    return AnyOf(tuple(conditions)) if conditions and len(conditions) == len(question.rows) else None


def _both(first: Condition | None, second: Condition | None) -> Condition | None:
    if first is None or second is None:
        return first or second
    return AllOf((first, second))
