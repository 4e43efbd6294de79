-- Follows and likes, and how many of those pairs ever talked.
select
    signs.kind,
    signs.pairs,
    signs.pairs_who_talked,
from metrics.without_talk as signs
order by signs.kind
