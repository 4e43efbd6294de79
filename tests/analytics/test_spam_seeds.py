"""The rule for spam on samples of seeds that it was not made with."""

from __future__ import annotations

from tests.analytics.conftest import OtherSample

FLAGS = """
    select
        substr(posts.post_id, length(posts.source) + 2) as native_id,
        coalesce(posts.author_account_id, '') as author,
        by_post.post_id is not null or by_account.account_id is not null as is_flagged,
    from staging.posts
    left join derived.post_spam as by_post using (post_id)
    left join derived.account_spam as by_account on posts.author_account_id = by_account.account_id
"""
ACCOUNTS = """
    select accounts.platform || ':' || accounts.native_id as account
    from derived.account_spam inner join staging.accounts using (account_id)
"""


def test_spam_of_other_seeds_is_found_and_hardly_a_good_post(
    other_samples: dict[int, OtherSample],
) -> None:
    """Nine tenths of it, one good post in a hundred at most, no helper, nobody of the team."""
    for seed, one in other_samples.items():
        truth = one.truth
        with one.opened() as warehouse:
            posts = warehouse.frame(FLAGS).to_pylist()
            accounts = set(warehouse.frame(ACCOUNTS)["account"].to_pylist())
        planted = set(truth["spam_posts"])
        assert planted <= {post["native_id"] for post in posts}
        found = [post for post in posts if post["native_id"] in planted and post["is_flagged"]]
        good = [post for post in posts if post["native_id"] not in planted]
        assert len(found) >= 0.9 * len(planted), seed
        assert sum(post["is_flagged"] for post in good) <= 0.01 * len(good), seed
        assert not accounts & {*truth["helpers"], *truth["team"]}, seed
        assert len(accounts & set(truth["spammers"])) >= 0.9 * len(truth["spammers"]), seed
