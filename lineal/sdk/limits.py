"""What a request of the SDK may cost; each limit is several times what wandb 0.31.0 needs."""

# Documents are kept: what varies in a request belongs into its variables.
MAX_DOCUMENT = 64 * 1024
MAX_TOKENS = 2_000
MAX_DEPTH = 20
MAX_ALIASES = 40
MAX_FIELDS = 1_000
MAX_NAMED_FRAGMENTS = 50

GRAPHQL_BYTES = 16 * 1024 * 1024
STREAM_BYTES = 16 * 1024 * 1024
STREAM_UNPACKED_BYTES = 64 * 1024 * 1024

MAX_PAGE = 10_000
DEFAULT_PAGE = 50

# What one request may read in all. A list costs the database more than a row of it.
MAX_ROWS = 30_000
LIST_COST = 10
MAX_LINES = 500_000
# Addresses of parts: files of five terabytes in all.
MAX_PARTS = 50_000
