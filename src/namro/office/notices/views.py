"""Pages of notices: the list, sending files and watching them being read, one notice, its text, its versions."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from namro.drafting.annex import KIND_NAMES
from namro.errors import ActionError, NamroError, has_words, say
from namro.office.common import files, keyset
from namro.office.common.answers import attachment, back_to, lang, said, sent, tried
from namro.office.notices import access, actions
from namro.office.notices.comparing import around_changes, compare
from namro.office.notices.forms import NoticeForm, UploadForm
from namro.office.notices.gold import gold_name, gold_of
from namro.office.notices.models import LIVE, Intake, IntakeState, Notice, Version
from namro.office.notices.paper import Paper
from namro.office.notices.queries import Progress, progress_by_kind, progress_of, sum_of, with_last_version
from namro.office.notices.saying import figure_of, remarks, subject

PAGE = 50
_CLAIMS = 200  # figures told on the page of a notice
_RUNNING = (IntakeState.WAITING, IntakeState.READING)
_KINDS = {kind.value: name for kind, name in KIND_NAMES.items()}


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The notices, newest first."""
    rows = with_last_version(access.visible(request.user))
    if words := request.GET.get("so", "").strip():
        rows = rows.filter(number_key__contains=words.lower().replace(" ", ""))
    page: keyset.Page[Any] = keyset.page(
        rows,
        ("-issued_on", "-pk"),
        size=PAGE,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    whole = access.whole(request.user)
    progress = progress_of(row.last_version for row in page.rows) if whole else {}
    held = access.intakes(request.user).filter(state=IntakeState.UNDECIDED).order_by("pk").first()
    context = {
        "rows": [(row, progress.get(row.last_version, Progress())) for row in page.rows],
        "page": page,
        "whole": whole,
        "held": held,
        "kinds": _KINDS,
        "may_take_in": access.may(request.user, "take_in"),
        "number": request.GET.get("so", ""),
    }
    return render(request, "notices/list.html", context)


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Send one or many files. Each is kept and taken in by itself; what is refused is told by name."""
    if not access.may(request.user, "take_in"):
        raise Http404
    replaces = None
    if wanted := request.POST.get("thay") or request.GET.get("thay"):
        found = access.visible(request.user)
        replaces = get_object_or_404(found, pk=wanted if wanted.isdecimal() else 0)
    form = UploadForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        batch = _taken_in(request, form.cleaned_data["on"], replaces)
        if batch:
            return HttpResponseRedirect(reverse("notices:batch", args=[batch]), status=303)
        here = reverse("notices:upload") + (f"?thay={replaces.pk}" if replaces else "")
        return HttpResponseRedirect(here, status=303)
    limits = settings.ENVIRONMENT
    context = {"form": form, "replaces": replaces, "megabytes": limits.upload_megabytes, "most": limits.upload_files}
    return render(request, "notices/upload.html", context)


@require_GET
def batch(request: HttpRequest, batch: str) -> HttpResponse:
    """How far the files of one sending have come."""
    intakes = list(access.intakes(request.user).filter(batch=batch).select_related("file", "notice").order_by("pk"))
    if not intakes:
        raise Http404
    rows = [_told(request, intake) for intake in intakes]
    running = any(intake.state in _RUNNING for intake in intakes)
    counts = [
        (IntakeState(state).label, sum(intake.state == state for intake in intakes)) for state in IntakeState.values
    ]
    context = {
        "rows": rows,
        "running": running,
        "done": sum(intake.state not in _RUNNING for intake in intakes),
        "counts": [(words, number) for words, number in counts if number],
        "batch": batch,
    }
    return render(
        request, "notices/_batch.html" if request.htmx and not request.htmx.boosted else "notices/batch.html", context
    )


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a file is a newer text of the notice of its number, or another notice."""
    intake = get_object_or_404(access.intakes(request.user), pk=pk)
    tried(request, actions.decide_intake, intake, new_version=request.POST.get("la") == "ban-moi")
    return back_to(request, reverse("notices:batch", args=[intake.batch]))


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a file that failed read again."""
    intake = get_object_or_404(access.intakes(request.user), pk=pk)
    tried(request, actions.retry_intake, intake)
    return back_to(request, reverse("notices:batch", args=[intake.batch]))


@require_GET
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: its head, its texts, how far its review has come, what it directs and what it claims."""
    notice = get_object_or_404(access.visible(request.user), pk=pk)
    directives = list(access.directives_of(request.user, notice))
    context: dict[str, Any] = {
        "notice": notice,
        "facts": _facts(notice),
        "directives": directives,
        "register": _address("directives:list", query=f"?van-ban={notice.pk}"),
        "links": {one.pk: _address("directives:page", one.number) for one in directives},
        "whole": access.whole(request.user),
    }
    if context["whole"]:
        versions = list(notice.versions.select_related("file").defer("text", "reading").order_by("-ordinal"))
        last = versions[0] if versions else None
        kinds = progress_by_kind([last.pk]).get(last.pk, {}) if last else {}
        context |= {
            "versions": versions,
            "last": last,
            "kinds": kinds,
            "progress": sum_of(kinds.values()),
            "gone": _gone(notice, last) if last and len(versions) > 1 else [],
            "claims": _claims(last) if last else [],
            "desk": _address("review:desk", last.pk) if last else "",
            "may_edit": access.may(request.user, "edit_notice"),
            "may_take_in": access.may(request.user, "take_in"),
        }
    return render(request, "notices/item.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend the head of a notice."""
    notice = get_object_or_404(access.visible(request.user), pk=pk)
    if not access.may(request.user, "edit_notice"):
        raise Http404
    form = NoticeForm(request.POST if request.method == "POST" else None, instance=Notice.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        seen = int(version) if version.isdecimal() else None
        if tried(request, actions.edit_notice, notice, version=seen, **form.cleaned_data) is not None:
            return HttpResponseRedirect(reverse("notices:item", args=[pk]), status=303)
    return render(request, "notices/edit.html", {"notice": notice, "form": form})


@require_GET
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """A text of a notice as set on paper, with what was found marked in it."""
    notice, version = _version(request, pk, request.GET.get("ban", ""))
    findings = list(version.findings.exclude(state__in=("dropped", "replaced")).order_by("start", "-end"))
    paper = Paper(version.text, version.reading.get("sections") or (), findings)
    return render(request, "notices/text.html", {"notice": notice, "version": version, "paper": paper.paragraphs()})


@require_GET
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What one text of a notice says that the one before did not, and the other way round."""
    notice, after = _version(request, pk, request.GET.get("ban", ""))
    before = notice.versions.filter(ordinal__lt=after.ordinal).order_by("-ordinal").first()
    if before is None:
        raise Http404
    rows = compare(before.text, after.text)
    changed = sum(any(piece.kind != "same" for piece in row) for row in rows)
    context = {"notice": notice, "before": before, "after": after, "rows": around_changes(rows), "changed": changed}
    return render(request, "notices/changes.html", context)


@require_GET
def original(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """The file as it was sent, to be saved."""
    _notice, version = _version(request, pk, str(ordinal))
    if version.file is None or not files.path_of(version.file.sha256).exists():
        raise Http404
    return attachment(version.file, version.name)


@require_GET
def gold(request: HttpRequest, pk: int) -> HttpResponse:
    """The reading as people corrected it, as a gold file."""
    _notice, version = _version(request, pk, request.GET.get("ban", ""))
    written = json.dumps(gold_of(version), ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    return sent(BytesIO(written), f"{gold_name(version)}.json", "application/json")


def _version(request: HttpRequest, pk: int, ordinal: str) -> tuple[Notice, Version]:
    """A notice and one of its texts, the newest where none is named, for who may read them whole."""
    notice = get_object_or_404(access.visible(request.user), pk=pk)
    if not access.whole(request.user):
        raise Http404
    texts = notice.versions.select_related("file", "notice").order_by("-ordinal")
    if ordinal:
        texts = texts.filter(ordinal=ordinal if ordinal.isdecimal() and len(ordinal) < 5 else 0)
    version = texts.first()
    if version is None:
        raise Http404
    return notice, version


def _taken_in(request: HttpRequest, on: Any, replaces: Notice | None) -> str:
    """The batch of the files taken in; empty where none was."""
    given = request.FILES.getlist("files")
    most = settings.ENVIRONMENT.upload_files
    if not given:
        messages.error(request, say("upload-none", lang()))
    if len(given) > most:
        messages.error(request, say("upload-too-many", lang(), limit=most, left=len(given) - most))
    number, taken = uuid4().hex[:16], 0
    for file in given[:most]:
        name = files.safe_name(file.name or "")
        try:
            stored = files.store(file.chunks())
            actions.take_in(request.user, None, batch=number, name=name, file=stored, on=on, replaces=replaces)
            taken += 1
        except NamroError as error:
            messages.error(request, f"{name}: {said(error)}")
    return number if taken else ""


def _told(request: HttpRequest, intake: Intake) -> dict[str, Any]:
    """A file as a row of the progress page."""
    row = {
        "intake": intake,
        "name": intake.name,
        "size": intake.file.size,
        "state": intake.state,
        "state_words": intake.get_state_display(),
        "notice": intake.notice,
        "undecided": intake.state == IntakeState.UNDECIDED,
        "failed": intake.state == IntakeState.FAILED,
    }
    if row["failed"]:
        known = has_words(intake.error_code)
        row["said"] = (
            ActionError(intake.error_code, **intake.error_details).message(lang()) if known else intake.error_code
        )
    elif intake.state == IntakeState.DUPLICATE:
        row["said"] = _("Nội dung này đã có trong sổ, không nhập lại.")
    elif row["undecided"]:
        row["said"] = _(
            "Đã có văn bản cùng số nhưng khác nội dung. Tệp này là bản mới của văn bản đó, hay là văn bản khác?"
        )
    elif intake.state == IntakeState.READ and intake.notice:
        row["desk"] = reverse("notices:item", args=[intake.notice.pk])
    return row


def _facts(notice: Notice) -> list[dict[str, Any]]:
    from namro.office.common.figures import day, moment

    return [
        {"name": _("Loại văn bản"), "value": _KINDS.get(notice.kind, "")},
        {"name": _("Số, ký hiệu"), "value": notice.number},
        {"name": _("Ngày ban hành"), "value": day(notice.issued_on)},
        {"name": _("Cơ quan ban hành"), "value": notice.issuer},
        {"name": _("Người ký"), "value": notice.signed_by},
        {"name": _("Địa phương"), "value": notice.place},
        {"name": _("Vào sổ"), "value": moment(notice.entered_at)},
        {"name": _("Rà soát xong"), "value": moment(notice.reviewed_at)},
    ]


def _claims(version: Version) -> list[dict[str, Any]]:
    """The figures a text states, without those a person has dropped."""
    found = version.findings.filter(kind="measures", state__in=LIVE).order_by("start", "pk")[:_CLAIMS]
    return [
        {"words": subject(one), "figure": figure_of(one), "about": remarks(one), "waits": one.state == "proposed"}
        for one in found
    ]


def _gone(notice: Notice, newest: Version) -> list[tuple[Any, str]]:
    """Directives confirmed from an earlier text whose clause the newest one has no more, still in force."""
    kept = newest.findings.exclude(same_as=None).values("same_as")
    earlier = notice.directives.exclude(finding=None).exclude(finding__of=newest).exclude(finding__in=kept)
    still = earlier.exclude(state__in=("withdrawn", "done")).order_by("number")
    return [(one, _address("directives:page", one.number)) for one in still]


def _address(name: str, *args: Any, query: str = "") -> str:
    """An address of an app above this one, where the site has it."""
    try:
        return reverse(name, args=args) + query
    except NoReverseMatch:
        return ""
