"""Stock Pelican making the spotlights of benchmarks/site.py; what is not said here is its own."""

from pathlib import Path

HERE = Path(__file__).parent
PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
THEME = str(HERE / "theme")
SITENAME = "A made community"
SITEURL = "https://made.example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
AUTHOR, EMAIL = "Mo Maker", "mo@made.example.org"
ARTICLE_URL = ARTICLE_SAVE_AS = "spotlights/{slug}.html"
