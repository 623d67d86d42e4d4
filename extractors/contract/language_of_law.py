"""The spaCy pipeline for contracts: sentences by rules, states and countries by a gazetteer. No model is loaded."""

from functools import cache

import spacy
from babel import Locale
from spacy.language import Language

STATES = (
    "Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, District "
    "of Columbia, Florida, Georgia, Hawaii, Idaho, "
    "Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan,"
    " Minnesota, Mississippi, Missouri, Montana, "
    "Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina, North "
    "Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, "
    "Puerto Rico, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont,"
    " Virginia, Washington, West Virginia, Wisconsin, "
    "Wyoming, England and Wales, England, Scotland, Northern Ireland, Wales, Ontario, British "
    "Columbia, Quebec, Québec, Alberta, Manitoba, "
    "Nova Scotia, Saskatchewan, New Brunswick, New South Wales, Victoria, Queensland, Western "
    "Australia, South Australia, Tasmania, Hong Kong, "
    "People's Republic of China, PRC, Republic of China, Republic of Korea, Korea, Russian Federation,"
    " Bavaria, Federal Republic of Germany, "
    "United States of America, United States, United Kingdom, Holland, Czech Republic, Cayman "
    "Islands, British Virgin Islands, Bermuda"
)
LONGEST_TEXT = 2_000_000


@cache
def pipeline() -> Language:
    """A blank English pipeline with a sentence splitter and an entity ruler for jurisdictions."""
    nlp = spacy.blank("en")
    nlp.max_length = LONGEST_TEXT
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    names = {name.strip() for name in STATES.split(",")}
    names |= {str(name) for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    ruler.add_patterns([{"label": "JURISDICTION", "pattern": name} for name in sorted(names)])  # type: ignore[attr-defined]
    return nlp
