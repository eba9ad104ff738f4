"""As what someone works, and where: asked once while a page is made, since the guard and the menu both want it."""

from procedures.hospitals.models import Membership, User


def held_by(user: User) -> list[Membership]:
    """The standing memberships of `user`, with unit and hospital, in alphabetical order. One query for each request.

    `user` is loaded anew with every request, and so is this.
    """
    kept = vars(user).get("_held")
    if kept is None:
        mine = Membership.objects.standing().filter(user=user).select_related("unit__hospital")
        kept = vars(user)["_held"] = list(mine.order_by("unit__hospital__name", "unit__name", "pk"))
    return list(kept)
