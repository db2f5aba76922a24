"""Signs, codes and names of money in, ISO currency codes out where it is clear which money is meant.

A bare "$" is taken for USD; a bare "pesos" or "rupees" stays "peso" or "rupee", since several countries have them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: where the words end, its base, and value_in_base = value * factor + shift."""

    end: int
    base: str
    factor: float = 1.0
    shift: float = 0.0


def _pairs(words: str) -> dict[str, str]:
    return {key: code for key, _, code in (pair.partition("=") for pair in words.split())}


SIGNS: dict[str, str] = _pairs(
    "$=USD us$=USD a$=AUD au$=AUD c$=CAD ca$=CAD nz$=NZD hk$=HKD s$=SGD r$=BRL nt$=TWD mx$=MXN £=GBP €=EUR ¥=JPY"
    " ₹=INR rs=INR rs.=INR ₽=RUB ₩=KRW ₺=TRY ₦=NGN ₱=PHP ₫=VND ₴=UAH ₪=ILS ฿=THB rp=IDR rm=MYR"
)
_CODES = (
    "USD EUR GBP JPY CNY INR AUD CAD CHF NZD HKD SGD SEK NOK DKK RUB TRY KRW ZAR NGN KES GHS EGP PHP IDR MYR THB VND"
    " PKR BDT LKR UAH PLN CZK HUF RON BGN GEL ILS SAR AED QAR KWD BRL MXN ARS CLP COP PEN BOB UYU PYG XOF XAF ETB TZS"
    " UGX ZMW MAD TND DZD RMB"
).split()
# Several countries have a rupee, peso, franc, …: the adjective before decides, else the bare name stays.
_MONEY: dict[str, str] = _pairs(
    "dollar=USD buck=USD euro=EUR yen=JPY yuan=CNY renminbi=CNY rouble=RUB ruble=RUB rand=ZAR naira=NGN hryvnia=UAH"
    " zloty=PLN ringgit=MYR baht=THB taka=BDT lari=GEL cedi=GHS birr=ETB kwacha=ZMW boliviano=BOB forint=HUF"
    " shekel=ILS lei=RON leva=BGN lira=TRY kronor=SEK reais=BRL real=BRL sol=PEN sole=PEN quetzal=GTQ guarani=PYG"
    " dong=VND won=KRW pound=GBP sterling=GBP quid=GBP rupee=rupee peso=peso franc=franc krone=krone kroner=krone"
    " crown=crown dinar=dinar dirham=dirham riyal=riyal rial=rial shilling=shilling"
    " dram=AMD tenge=KZT manat=AZN som=som tugrik=MNT kyat=MMK kip=LAK riel=KHR"
    " afghani=AFN pula=BWP metical=MZN meticais=MZN dalasi=GMD leone=SLE lek=ALL denar=MKD dobra=STN ariary=MGA"
)
_WHOSE: dict[tuple[str, str], str] = {
    (key.split(":")[0].replace("_", " "), key.split(":")[1]): code
    for key, code in _pairs(
        "australian:dollar=AUD canadian:dollar=CAD hong_kong:dollar=HKD singapore:dollar=SGD"
        " new_zealand:dollar=NZD taiwan:dollar=TWD swiss:franc=CHF cfa:franc=XOF indian:rupee=INR"
        " pakistani:rupee=PKR pakistan:rupee=PKR sri_lankan:rupee=LKR nepali:rupee=NPR nepalese:rupee=NPR"
        " mexican:peso=MXN philippine:peso=PHP argentine:peso=ARS chilean:peso=CLP colombian:peso=COP"
        " egyptian:pound=EGP lebanese:pound=LBP kenyan:shilling=KES kenya:shilling=KES ugandan:shilling=UGX"
        " tanzanian:shilling=TZS danish:krone=DKK norwegian:krone=NOK danish:kroner=DKK norwegian:kroner=NOK"
        " swedish:crown=SEK danish:crown=DKK norwegian:crown=NOK czech:crown=CZK tunisian:dinar=TND"
        " algerian:dinar=DZD kuwaiti:dinar=KWD iraqi:dinar=IQD moroccan:dirham=MAD saudi:riyal=SAR"
        " qatari:riyal=QAR iranian:rial=IRR"
    ).items()
}
_NATION = "|".join(
    sorted({n for n, _ in _WHOSE} | {"us", "u.s.", "american", "turkish", "south korean", "uk", "british"})
)
_NAME = "|".join(sorted(_MONEY, key=len, reverse=True))
_MONEY_WORD = re.compile(
    rf"[\s-](?:(?P<nation>{_NATION})\s)?(?P<name>{_NAME})s?\b(?:\ssterling\b)?"
    rf"|\s?(?P<code>(?-i:{'|'.join(_CODES)}))\b|\s?(?P<sign>[€₽])(?!\d)|\s(?P<cent>cents?|pence)\b(?!\s(?:of|on)\b)",
    re.IGNORECASE,
)
MONEY_SIGN = re.compile(
    rf"(?P<sign>(?<![A-Za-z])(?:US|AU?|CA?|NZ|HK|S|R|NT|MX)?\$|[£€¥₹₽₩₺₦₱₫₴₪฿]|\b(?:Rs\.?|Rp|RM)"
    rf"|\b(?-i:{'|'.join(_CODES)}))\s?$",
    re.IGNORECASE,
)
_HEAVY = re.compile(r"\bweigh\w*\s(?:\w+\s){0,3}$", re.IGNORECASE)
_OF_WHAT = re.compile(
    r"\sof\s(?!(?:taxpayer|public|aid|savings|debt|revenue|sales|profit|income|funding))", re.IGNORECASE
)


def money_before(text: str, start: int) -> tuple[str, int] | None:
    """Return the currency whose sign or code stands right before `start`, and where the sign starts."""
    hit = MONEY_SIGN.search(text, max(0, start - 5), start)
    if not hit:
        return None
    sign = hit["sign"].lower()
    return SIGNS.get(sign, {"RMB": "CNY"}.get(hit["sign"].upper(), hit["sign"].upper())), hit.start()


def money_at(text: str, place: int, value: float, start: int) -> Unit | None:
    """Return the currency named after a number ending at `place`, or None; `start` is where the number starts."""
    hit = _MONEY_WORD.match(text, place)
    if not hit:
        return None
    if hit["cent"]:
        return Unit(hit.end(), "GBP" if hit["cent"].lower() == "pence" else "USD", 0.01)
    if hit["code"] or hit["sign"]:
        return Unit(
            hit.end(), SIGNS.get(hit["sign"] or "", "CNY" if hit["code"] == "RMB" else hit["code"] or "")
        )
    name, nation = hit["name"].lower(), (hit["nation"] or "").lower()
    if name in ("won", "real", "sol", "sole", "dong", "rand") and value < 1000 and not nation:
        return None  # "the 30 won by Labour": such small sums of these are not written
    if name == "pound" and (
        (text[place] == "-" and value < 2000)
        or _OF_WHAT.match(text, hit.end())
        or _HEAVY.search(text, max(0, start - 40), start)
    ):
        return Unit(hit.end(), "kilogram", 0.45359237)
    return Unit(hit.end(), _WHOSE.get((nation, name), _MONEY[name]))
