"""The signed agreements of a check read once more, in full: the report hides tax ids and account numbers."""

from dataclasses import dataclass

from checks.offering import Offering
from pipeline.form_terms import form_terms
from pipeline.inputs import Input
from pipeline.job import Call, in_full, read_inputs
from pipeline.papers.batch import no_subscriptions
from pipeline.papers.paper import Paper, Refusal, file_names
from pipeline.papers.regenerated import left_blank_in_words, regenerated, restored_in_words
from pipeline.papers.results import Results
from pipeline.wrong_call import WrongCallError
from templates.form import load_form


@dataclass(frozen=True, slots=True)
class Note:
    """What a person must know of a regenerated agreement."""

    words: str
    is_warning: bool = False
    """Whether somebody must act: the paper does not say what was signed."""


def reread(results: Results, offering: Offering, call: Call) -> tuple[list[Paper | Refusal], list[Note]]:
    """Order every signed agreement of a check anew, in clean wording.

    Returns:
        The papers, and in place of one that cannot be written the reason; and what a person must
        know: where printed words were restored that the signer had changed, and which blanks stay
        blank because the signed copy is not certain there.
    """
    documents = results.subscriptions(offering.form)
    names = dict(zip((one.path for one in documents), file_names([one.path for one in documents]), strict=True))
    orders: list[Paper | Refusal] = [*no_subscriptions(results, offering)]
    inputs: list[Input] = []
    for document in documents:
        if document.error is not None:
            orders.append(Refusal(document.path, f"is unreadable ({document.error.code}), so nothing is regenerated."))
            continue
        try:
            inputs.append(Input(document.path, results.file_of(document), document.sha256))
        except WrongCallError as error:
            orders.append(Refusal(document.path, str(error).removeprefix(f"{document.path}: ")))
    notes: list[Note] = []
    for result in read_inputs(inputs, {offering.form: form_terms(offering)}, call):
        path = result.input.path
        if result.record is None:
            reason = in_full(result.problem) if result.problem else "could not be read."
            orders.append(Refusal(path, reason))
            continue
        anew = regenerated(result.record, offering, names[path])
        orders.append(anew.paper)
        if anew.restored:
            notes.append(Note(f"{path}: {restored_in_words(anew.restored)}", is_warning=True))
        if anew.left_blank:
            words = left_blank_in_words(anew.left_blank, load_form(result.record.form).fields)
            notes.append(Note(f"{path}: {words}"))
    return orders, notes
