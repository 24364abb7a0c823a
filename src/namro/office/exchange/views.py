"""Pages of what goes out: the list of ways, the register as a file, a period's report, sheets, the whole office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from namro.drafting.report_word import write_report_word
from namro.drafting.report_workbook import write_report_workbook
from namro.errors import NamroError
from namro.office.common import clock
from namro.office.common.answers import said
from namro.office.directives import access as directives
from namro.office.directives.filters import read_filter
from namro.office.exchange import access, actions, downloads, queries
from namro.office.exchange.archive import snapshot, write_archive
from namro.office.exchange.forms import PeriodForm
from namro.office.exchange.mapped import mapped_file, mappings
from namro.office.exchange.models import UploadState
from namro.office.notices import access as notices

_OWN = ("ky", "nam", "so", "bat_dau", "ket_thuc", "co-so", "dang")
"""Parameters of the report's own form; the rest of its address is the register's filter."""
_NOTICES = 12


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Everything that can be taken out or in by this person, in plain words."""
    faults: list[str] = []
    return render(
        request,
        "exchange/index.html",
        {
            "sheets": list(mappings(faults).values()),
            "faults": faults if access.may(request.user, "export_office") else [],
            "notices": notices.visible(request.user).order_by("-pk")[:_NOTICES],
            "waiting": access.uploads(request.user)
            .filter(state=UploadState.WAITING)
            .select_related("notice", "sent_by")
            .order_by("-pk")[:_NOTICES],
            "may_upload": access.may(request.user, "upload_annex"),
            "may_export": access.may(request.user, "export_office"),
        },
    )


@require_GET
def register(request: HttpRequest) -> HttpResponseBase:
    """The register under the filter of the address, as `dang`: csv, xlsx, docx or json."""
    form = request.GET.get("dang", "csv")
    if form not in ("csv", "json", "xlsx", "docx"):
        raise Http404
    wanted, _faults = read_filter(request.GET)
    try:
        return downloads.register_file(request.user, wanted, form)
    except NamroError as error:
        messages.error(request, said(error))
        return HttpResponseRedirect(f"{reverse('exchange:index')}", status=303)


@require_GET
def report(request: HttpRequest) -> HttpResponseBase:
    """A period's report: its form, its figures, and with `dang` its file (docx or xlsx)."""
    on = clock.today()
    wanted, faults = read_filter(request.GET)
    form = PeriodForm(request.GET if "ky" in request.GET else None, on=on, basis=wanted.basis)
    kept = [(name, value) for name, values in request.GET.lists() if name not in _OWN for value in values]
    context: dict[str, Any] = {"form": form, "kept": kept, "faults": faults}
    with snapshot():
        if form.is_bound and form.is_valid():
            period = form.cleaned_data["period"]
            wanted_form = request.GET.get("dang", "")
            try:
                downloads.check_length(queries.chosen(request.user, wanted, on), "xlsx")
                made = queries.report_of(request.user, wanted, period, on)
                if wanted_form in ("docx", "xlsx"):
                    write = write_report_word if wanted_form == "docx" else write_report_workbook
                    name = f"bao-cao-{period.begins:%Y%m%d}-{period.ends:%Y%m%d}.{wanted_form}"
                    return downloads.written(lambda path: write(made, path), name, wanted_form)
            except NamroError as error:
                messages.error(request, said(error))
            else:
                context |= {"report": made, "period": period}
        context["selection"] = wanted.sentence(directives.visible(request.user))
        return render(request, "exchange/report.html", context)


@require_GET
def sheet(request: HttpRequest, name: str) -> HttpResponseBase:
    """The register in the columns another system asks for: `dang` is xlsx or csv, the rest a filter."""
    mapping = mappings([]).get(name)
    form = request.GET.get("dang", "xlsx")
    if mapping is None or form not in ("xlsx", "csv"):
        raise Http404
    wanted, _faults = read_filter(request.GET)
    try:
        return mapped_file(request.user, wanted, mapping, form)
    except NamroError as error:
        messages.error(request, said(error))
        return HttpResponseRedirect(reverse("exchange:index"), status=303)


@require_POST
def office(request: HttpRequest) -> HttpResponseBase:
    """Everything of the office, without what people sign in with; for administrators."""
    if not access.may(request.user, "export_office"):
        raise Http404
    try:
        actions.export_office(request.user)
        name = f"toan-bo-so-{clock.today():%Y-%m-%d}.zip"
        return downloads.written(lambda path: write_archive(path, secrets=False), name, "zip")
    except NamroError as error:
        messages.error(request, said(error))
        return HttpResponseRedirect(reverse("exchange:index"), status=303)
