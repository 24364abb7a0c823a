"""Pages of people: the list, one person, what an administrator may change. To everybody else they do not exist.

A one-time password is shown once, in the very answer to the form that asked for it: it is kept nowhere, so there is
no page to go to and come back from.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from namro.office.accounts import access, actions, forms
from namro.office.accounts.models import PersonState, Post, User
from namro.office.common import answers, clock, keyset
from namro.office.ledger.models import Entry
from namro.text import fold

PAGE = 50
View = Callable[..., HttpResponse]


def administrators_only(view: View) -> View:
    """A page that does not exist for anybody else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not access.administers(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_GET
@administrators_only
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, by name."""
    form = forms.Search(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = access.people(request.user)
    for word in fold(chosen.get("q") or "").split():
        rows = rows.filter(key__contains=word)
    if chosen.get("agency") or chosen.get("role"):
        wanted = {name: chosen[name] for name in ("agency", "role") if chosen.get(name)}
        rows = rows.filter(Exists(Post.objects.filter(user=OuterRef("pk"), **wanted)))
    if chosen.get("state"):
        rows = rows.filter(is_active=chosen["state"] == PersonState.ACTIVE)
    factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    rows = rows.annotate(second_factor=Exists(factor)).prefetch_related(
        Prefetch("posts", Post.objects.select_related("agency").order_by("pk"))
    )
    page: keyset.Page[Any] = keyset.page(
        rows, ("name", "id"), size=PAGE, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    return render(request, "accounts/people.html", {"form": form, "page": page, "chosen": any(chosen.values())})


@administrators_only
def new_person(request: HttpRequest) -> HttpResponse:
    """Make an account with its first post."""
    form = forms.NewPerson(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _made(request, form)
    return render(request, "accounts/new_person.html", {"form": form})


@reauthentication_required
@sensitive_variables()
def _made(request: HttpRequest, form: forms.NewPerson) -> HttpResponse:
    told = dict(form.cleaned_data)
    post = {"agency": told.pop("agency"), "role": told.pop("role")}
    user = answers.tried(request, actions.create_user, None, posts=[post], **told)
    if user is None:
        return render(request, "accounts/new_person.html", {"form": form})
    return _told_once(request, user)


@require_GET
@administrators_only
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: posts through time, what may be done, and what was done."""
    user = _person(request, pk)
    return render(request, "accounts/person.html", _shown(request, user))


@require_POST
@administrators_only
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend the name and the e-mail address."""
    user = _person(request, pk)
    form = forms.Naming(request.POST)
    if not form.is_valid():
        return render(request, "accounts/person.html", _shown(request, user, naming=form), status=422)
    answers.tried(request, actions.rename_user, user, version=_version(request), **form.cleaned_data)
    return _back(pk)


@require_POST
@administrators_only
@reauthentication_required
def add_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a further post."""
    user = _person(request, pk)
    form = forms.PostForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/person.html", _shown(request, user, post_form=form), status=422)
    posts = [*_posts(user), form.cleaned_data]
    answers.tried(request, actions.set_posts, user, version=_version(request), posts=posts)
    return _back(pk)


@require_POST
@administrators_only
@reauthentication_required
def end_post(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """Set the last day of a post."""
    user = _person(request, pk)
    form = forms.EndPost(request.POST)
    rows = list(user.posts.select_related("agency").order_by("pk"))
    if not any(one.pk == post for one in rows):
        raise Http404
    if form.is_valid():
        day = form.cleaned_data["ends"]
        posts = [_as_given(one) | ({"ends": day} if one.pk == post else {}) for one in rows]
        answers.tried(request, actions.set_posts, user, version=_version(request), posts=posts)
    return _back(pk)


@require_POST
@administrators_only
@reauthentication_required
@sensitive_variables()
def new_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a one-time password and show it, once."""
    user = answers.tried(request, actions.set_password, _person(request, pk), version=_version(request))
    return (
        _told_once(request, user) if user else HttpResponseRedirect(reverse("accounts:person", args=[pk]), status=303)
    )


@require_POST
@administrators_only
@reauthentication_required
def change(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Deactivate, reactivate, or take away a second factor that was lost."""
    user = _person(request, pk)
    act = {"ngung": actions.deactivate_user, "mo-lai": actions.reactivate_user, "go-ma": actions.clear_second_factor}
    answers.tried(request, act[name], user, version=_version(request), note=request.POST.get("note", "").strip()[:500])
    return _back(pk)


def history(subject: str, size: int = 20) -> list[dict[str, Any]]:
    """The last entries about a record, as the timeline shows them."""
    entries = Entry.objects.filter(subject=subject).order_by("-number")[:size]
    return [
        {
            "at": datetime.fromisoformat(one.at),
            "who": one.actor,
            "what": answers.action_name(one.action),
            "words": one.note,
        }
        for one in entries
    ]


def _person(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(access.people(request.user), pk=pk)


def _shown(request: HttpRequest, user: User, **forms_now: Any) -> dict[str, Any]:
    today = clock.today()
    posts = list(user.posts.select_related("agency").order_by("begins", "pk"))
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return {
        "person": user,
        "posts": posts,
        "open_posts": [one for one in posts if one.ends is None or one.ends >= today],
        "possible": access.possible(request.user, user),
        "has_codes": Authenticator.Type.TOTP in kinds,
        "has_passkeys": Authenticator.Type.WEBAUTHN in kinds,
        "naming": forms.Naming(initial={"name": user.name, "email": user.email}),
        "post_form": forms.PostForm(),
        "entries": history(user.subject),
        **forms_now,
    }


def _posts(user: User) -> list[dict[str, Any]]:
    return [_as_given(one) for one in user.posts.select_related("agency").order_by("pk")]


def _as_given(post: Post) -> dict[str, Any]:
    return {"agency": post.agency, "role": post.role, "begins": post.begins, "ends": post.ends}


def _version(request: HttpRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() else None


def _back(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("accounts:person", args=[pk]), status=303)


@sensitive_variables()
def _told_once(request: HttpRequest, user: Any) -> HttpResponse:
    response = render(request, "accounts/password.html", {"person": user, "password": user.one_time_password})
    response["Cache-Control"] = "no-store"
    return response
