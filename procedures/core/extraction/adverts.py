"""What a leaflet's makers say for themselves: offers, slogans, links."""

from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import Words

_OFFERS = phrases(
    "we accept, insurance plans, major insurances, "
    "% off, our store, our shop, our new, gift card*, voucher*, support group, facebook, instagram, newsletter, "
    "whitening offer, ask about our, pay later, save up to, reserve your place, open evening, "
    "schedule consultation, schedule a consultation, schedule your consultation, book consultation, "
    "book a consultation, book your consultation, book follow up consultation, free consultation, "
    "get expert guidance, expert guidance, learn more, read more, find out more, register online, meet the team, "
    "meet our, our surgeons performed, trust the process, our sponsor, subscribe, testimonials, success stories, "
    "contact dr, consult dr, consult with dr, clear information, experienced surgeon, why choose, second opinion, "
    "request an appointment, online booking, sign up, leave a review, rate us, award winning, state of the art, "
    "watch our video, watch the video, download our, our clinic offers, dr is a, we are proud, did you know, "
    "our top priorities, your recovery journey, follow us on, visit our website, visit our blog, "
    "like us on, book online, ask about our, best results, call today to, call now to book, special offer, "
    "discount, financing, welcome to our"
)


def is_advert(words: Words) -> bool:
    """True for "Book your consultation", "Meet the team!"."""
    return words in _OFFERS
