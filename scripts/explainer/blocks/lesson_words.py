"""Frames around a lesson's own words: steps, questions, tasks, exit tickets, marking schemes and answers."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from explainer.blocks.arguments import ANSWERED, MINUTES, NUMBERS, QUESTION_GROUP, READ_IN_A_STEP, TASK_LEVEL
from explainer.blocks.block import FramingBlock, Given, SiteView
from explainer.core.vocabulary import TASK_LEVELS
from explainer.render.cards import basis_links
from explainer.render.elements import Child, count, el, filled, paragraph


class HeadedBlock(FramingBlock):
    """A frame with a heading of its own."""

    def heading(self, view: SiteView, given: Given) -> Element:
        """Return the element above the words."""
        raise NotImplementedError

    def frame(self, view: SiteView, given: Given) -> Element:
        return el("section", {"class": self.name}, self.heading(view, given))


class InstructionBlock(HeadedBlock):
    """A frame around instructions: they claim nothing, so they need no citation."""

    uncited_words = "instruction"


class StepBlock(InstructionBlock):
    """`/// step | 5` frames one step of a lesson and says how many minutes it takes. From what it `reads: background
    words`, from the questions that it `answers: 1 2` or `shares: 3 4` among groups, and from the number of groups that
    report, `reports: 5`, rule T5 counts the minutes that it takes at least."""

    name = "step"
    argument = MINUTES
    options = {"reads": READ_IN_A_STEP, "answers": NUMBERS, "shares": NUMBERS, "reports": NUMBERS}

    def heading(self, view: SiteView, given: Given) -> Element:
        return el("p", {"class": "minutes"}, *filled(view.texts["min"], number=count(given.argument or "?")))

    def frame(self, view: SiteView, given: Given) -> Element:
        section = super().frame(view, given)
        together, shared = given.option("answers").split(), given.option("shares").split()
        texts = view.texts
        parts: list[Child] = []
        if together:
            parts += [*filled(texts["questions-together"], numbers=count(", ".join(together))), " "]
        if shared:
            parts += filled(texts["questions-shared"], numbers=count(", ".join(shared)))
        if parts:
            section.append(el("p", {"class": "asked"}, *parts))
        return section


class QuestionsBlock(InstructionBlock):
    """`/// questions | sourcing` frames a group of questions; their numbers run on through the lesson."""

    name = "questions"
    argument = QUESTION_GROUP

    def heading(self, view: SiteView, given: Given) -> Element:
        return el(
            "h3", {"id": f"group-{given.argument}"}, view.texts.get(f"questions-{given.argument}", given.argument)
        )


class TaskBlock(InstructionBlock):
    """`/// task | core` frames the task at one level: `support`, `core` or `stretch`."""

    name = "task"
    argument = TASK_LEVEL

    def heading(self, view: SiteView, given: Given) -> Element:
        return el("h3", {"id": f"task-{given.argument}"}, view.texts.get(f"task-{given.argument}", given.argument))


class TicketBlock(InstructionBlock):
    """`/// ticket` frames the questions that end a lesson; their numbers run on from the last group."""

    name = "ticket"

    def heading(self, view: SiteView, given: Given) -> Element:
        return paragraph(view.texts["exit-ticket"])


class RubricBlock(InstructionBlock):
    """`/// rubric` frames a marking scheme."""

    name = "rubric"

    def heading(self, view: SiteView, given: Given) -> Element:
        return paragraph(view.texts["about-marking"])


class AnswerBlock(HeadedBlock):
    """`/// answer | 7 heron.at-dawn` frames the answer to question 7, under the question itself, and names the
    records it rests on; for a task, write its level in place of the number."""

    name = "answer"
    argument = ANSWERED
    uncited_words = "reading"
    cites_alone = True

    def heading(self, view: SiteView, given: Given) -> Element:
        to, records = self._parted(given)
        rests_on = filled(view.texts["rests-on"], records=basis_links(view, records))
        rests = el("p", {"class": "mark reading"}, *rests_on) if records else None
        return el("div", None, self._question(view, to), rests)

    def rests_on(self, given: Given) -> Iterable[str]:
        return self._parted(given)[1]

    def _parted(self, given: Given) -> tuple[str, list[str]]:
        to, *records = given.argument.split() or [""]
        return to, records

    def _question(self, view: SiteView, to: str) -> Element:
        try:
            asked = {str(each.number): each.text for each in view.site.lesson(view.path).questions}
        except ValueError:
            return el("p", {"class": "problem"}, "This answer belongs to no lesson.")
        if to in TASK_LEVELS:
            return el("h3", {"id": f"answer-{to}"}, view.texts[f"task-{to}"])
        if to not in asked:
            return el("p", {"class": "problem"}, f"The lesson has no question {to}.")
        return el("h3", {"id": f"answer-{to}"}, count(f"{to}."), f" {asked[to]}")
