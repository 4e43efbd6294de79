-- The readable text of each post that exists as of the moment.
-- grain: post_id
select
    texts.post_id,
    texts.text,
    regexp_extract_all(
        -- Whoever quotes a link leads nobody to it.
        regexp_replace(
            texts.text_original,
            '<blockquote\b.*?</blockquote>|<aside\b.*?</aside>|\[quote\b.*?\[/quote\]', ' ', 'gis'
        ),
        '(?:href\s*=\s*["'']?\s*|\[url\s*=\s*["'']?)((?:https?:)?//[^"''\s<>\]]+)', 1, 'i'
    ) as links, -- what its markup links to; the readable text says only how the link is called
from raw.post_texts as texts
where texts.text is not null
    and texts.post_id in (select posts.post_id from staging.posts)
