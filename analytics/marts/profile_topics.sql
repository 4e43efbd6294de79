-- The interests that members state in their profiles.
-- grain: member_id, topic_id
with answers as (
    select
        joined.member_id,
        unnest(accounts.answers) as answered,
    from staging.accounts
    inner join derived.member_accounts as joined using (account_id)
),

stated as (
    select
        answers.member_id,
        trim(unnest(regexp_split_to_array(answers.answered.answer, '[,;\n|]'))) as label,
    from answers
    cross join meta.parameters
    where regexp_matches(
            lower(answers.answered.question),
            'interest|topic|skill|hobb|expert|passion|talk about|thema|themen|centres d|aficion'
        )
        and not list_contains(
            parameters.consent_questions,
            lower(trim(regexp_replace(answers.answered.question, '\s+', ' ', 'g')))
        )
)

select
    stated.member_id,
    substr(md5('declared:' || lower(stated.label)), 1, 12) as topic_id,
    min(stated.label) as label,
from stated
where len(stated.label) between 2 and 40
    and lower(stated.label) not in ('yes', 'no', 'none', 'n/a', 'ja', 'nein', 'oui', 'non')
    -- An address or a number is no interest, and must not become a label that pages show.
    and not regexp_matches(stated.label, '@|https?:|www\.|[0-9]{5}')
group by stated.member_id, topic_id
