"""Pages of the annex: out as Word or Excel, back after it was edited, beside the register, and taken in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from namro.drafting.annex_files import write_annex
from namro.errors import NamroError
from namro.office.common import files
from namro.office.common.answers import back_to, said, tried
from namro.office.common.figures import figure
from namro.office.exchange import access, actions, downloads
from namro.office.exchange.accepting import accept, comparison_of
from namro.office.exchange.annexes import annex_of, key_of, read_upload, texts_of, with_rows
from namro.office.exchange.comparing import Bodies
from namro.office.exchange.forms import AnnexForm
from namro.office.exchange.models import AnnexUpload, UploadState
from namro.office.notices import access as notices
from namro.office.notices.models import Notice


@require_http_methods(["GET", "POST"])
def annex(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The annex of a notice: take it away, send it back edited, see what waits."""
    notice = get_object_or_404(notices.visible(request.user), pk=pk)
    may_upload = access.may(request.user, "upload_annex")
    form = AnnexForm()
    if request.method == "POST":
        if not may_upload:
            raise Http404
        form = AnnexForm(request.POST, request.FILES)
        if form.is_valid():
            upload = _uploaded(request, notice, form.cleaned_data["file"])
            if upload is not None:
                return HttpResponseRedirect(reverse("exchange:annex-compare", args=[notice.pk, upload.pk]), status=303)
            return HttpResponseRedirect(reverse("exchange:annex", args=[notice.pk]), status=303)
    context = {
        "notice": notice,
        "form": form,
        "may_upload": may_upload,
        "count": access.annexed(request.user, notice).count(),
        "uploads": access.uploads(request.user).filter(notice=notice).select_related("sent_by").order_by("-pk")[:20],
    }
    return render(request, "exchange/annex.html", context, status=422 if form.errors else 200)


@require_GET
def annex_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The annex as it now stands in the register, as `dang`: xlsx or docx."""
    notice = get_object_or_404(notices.visible(request.user), pk=pk)
    form = request.GET.get("dang", "xlsx")
    if form not in ("xlsx", "docx"):
        raise Http404
    made = annex_of(notice, with_rows(access.annexed(request.user, notice)))
    name = f"phu-luc-{notice.number or notice.pk}.{form}".replace("/", "-")
    office = request.user.posts_today()[0].agency.name if request.user.posts_today() else None
    return downloads.written(lambda path: write_annex(made, path, f".{form}", office=office), name, form)


@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest, pk: int, upload_pk: int) -> HttpResponseBase:
    """An edited annex beside the register; POST takes the chosen rows in."""
    upload = _upload(request, pk, upload_pk)
    if upload.state != UploadState.WAITING:
        return render(request, "exchange/annex_closed.html", {"upload": upload, "notice": upload.notice})
    chosen_bodies = _bodies(request)
    if request.method == "POST":
        try:
            closed = accept(request.user, upload, chosen=_chosen(request), bodies=chosen_bodies)
        except NamroError as error:
            messages.error(request, said(error))
        else:
            messages.success(request, _told(closed.taken))
            return back_to(request, reverse("exchange:annex-compare", args=[pk, upload_pk]))
    bodies = Bodies(chosen_bodies)
    found = comparison_of(request.user, upload, bodies)
    unknown = comparison_of(request.user, upload, Bodies()).unknown if chosen_bodies else found.unknown
    ticked = set(_chosen(request)) if request.method == "POST" else {one.index for one in found.rows if one.safe}
    context = {
        "upload": upload,
        "notice": upload.notice,
        "found": found,
        "unknown": [(one, chosen_bodies.get(one.field)) for one in unknown],
        "agencies": bodies.all() if unknown else [],
        "ticked": ticked,
        "offered": sum(one.offered for one in found.rows),
    }
    return render(request, "exchange/annex_compare.html", context, status=409 if request.method == "POST" else 200)


@require_POST
def discard(request: HttpRequest, pk: int, upload_pk: int) -> HttpResponse:
    """Take nothing in of an annex that was sent."""
    upload = _upload(request, pk, upload_pk)
    tried(request, actions.discard_annex, upload)
    return HttpResponseRedirect(reverse("exchange:annex", args=[pk]), status=303)


def _uploaded(request: HttpRequest, notice: Notice, given: Any) -> AnnexUpload | None:
    name = files.safe_name(given.name)
    try:
        stored = files.store(given.chunks())
        texts = texts_of(notice)
        keys = {key_of(one, texts) for one in access.annexed(request.user, notice)}
        rows = read_upload(notice, stored, name, keys)
    except NamroError as error:
        messages.error(request, said(error))
        return None
    found: AnnexUpload | None = tried(request, actions.upload_annex, notice=notice, name=name, file=stored, rows=rows)
    return found


def _upload(request: HttpRequest, pk: int, upload_pk: int) -> AnnexUpload:
    found = access.uploads(request.user).select_related("notice", "sent_by", "closed_by")
    return get_object_or_404(found, pk=upload_pk, notice=pk)


def _chosen(request: HttpRequest) -> dict[int, int]:
    """The ticked rows, each with the version of its directive as the page showed it."""
    chosen = {}
    for value in request.POST.getlist("row"):
        version = request.POST.get(f"version-{value}", "")
        if value.isdecimal() and version.isdecimal() and len(value) < 7 and len(version) < 10:
            chosen[int(value)] = int(version)
    return chosen


def _bodies(request: HttpRequest) -> dict[str, int]:
    """The bodies that were chosen for names the register does not know."""
    given = {**request.GET.dict(), **request.POST.dict()}
    return {
        name: int(str(value))
        for name, value in given.items()
        if name.startswith("body-") and str(value).isdecimal() and len(str(value)) < 10
    }


def _told(taken: dict[str, list[int]]) -> str:
    changed, new, given = (len(taken.get(key, ())) for key in ("changed", "new", "given"))
    told = ngettext("Đã nhận %(n)s dòng", "Đã nhận %(n)s dòng", changed + new) % {"n": figure(changed + new)}
    parts = []
    if new:
        parts.append(ngettext("%(n)s nhiệm vụ mới", "%(n)s nhiệm vụ mới", new) % {"n": figure(new)})
    if given:
        parts.append(ngettext("%(n)s nhiệm vụ đã giao", "%(n)s nhiệm vụ đã giao", given) % {"n": figure(given)})
    return f"{told}: {', '.join(parts)}." if parts else _("%(told)s.") % {"told": told}
