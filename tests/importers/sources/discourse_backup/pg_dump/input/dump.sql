--
-- PostgreSQL database dump
--

\restrict Q1w2E3r4

-- Dumped from database version 13.9

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE SCHEMA public;

CREATE FUNCTION discourse_functions.raise_readonly() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
  BEGIN
    RAISE EXCEPTION 'Discourse: table is read only';
  END
$$;

CREATE TABLE public.anonymous_users (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    master_user_id integer NOT NULL,
    active boolean NOT NULL
);

CREATE TABLE public.categories (
    id integer NOT NULL,
    name character varying(50) NOT NULL,
    color character varying(6) DEFAULT '0088CC'::character varying NOT NULL,
    created_at timestamp without time zone NOT NULL,
    description text,
    read_restricted boolean DEFAULT false NOT NULL,
    parent_category_id integer,
    "position" integer
);

COPY public.anonymous_users (id, user_id, master_user_id, active) FROM stdin;
1	9	3	t
\.


COPY public.api_keys (id, key_hash) FROM stdin;
1	secretkey
\.


COPY public.categories (id, name, color, created_at, description, read_restricted, parent_category_id, "position") FROM stdin;
1	Uncategorized	0088CC	2019-01-01 10:00:00	\N	f	\N	0
5	Boats & co	0088CC	2019-01-02 10:00:00.123456	All <b>boats</b>	f	\N	1
6	Crew	0088CC	2019-01-02 10:00:00		t	5	2
7	Lounge	0088CC	2019-01-02 10:00:00		t	\N	3
\.


COPY public.category_groups (id, category_id, group_id, permission_type) FROM stdin;
1	6	3	1
2	7	11	1
3	5	0	1
\.


COPY public.discourse_reactions_reaction_users (id, reaction_id, user_id, created_at, post_id) FROM stdin;
1	1	4	2020-02-01 11:00:00	10
2	2	3	2020-02-01 11:00:00	11
\.


COPY public.discourse_reactions_reactions (id, post_id, reaction_type, reaction_value) FROM stdin;
1	10	0	laughing
2	11	0	heart
\.


COPY public.group_users (id, group_id, user_id, created_at, owner) FROM stdin;
1	41	3	2019-05-01 10:00:00	t
2	10	4	2019-05-01 10:00:00	f
3	41	999	2019-05-01 10:00:00	f
\.


COPY public.groups (id, name, created_at, automatic, full_name, visibility_level, bio_cooked) FROM stdin;
10	trust_level_0	2019-01-01 10:00:00	t	\N	1	\N
41	skippers	2019-05-01 09:00:00	f	The skippers	2	<p>We steer</p>
\.


COPY public.ignored_users (id, user_id, ignored_user_id, created_at, updated_at, expiring_at) FROM stdin;
1	3	5	2020-03-01 10:00:00	2020-03-01 10:00:00	\N
\.


COPY public.muted_users (id, user_id, muted_user_id, created_at) FROM stdin;
1	4	5	2020-03-02 10:00:00
\.


COPY public.post_actions (id, post_id, user_id, post_action_type_id, deleted_at, created_at) FROM stdin;
1	10	4	2	\N	2020-02-01 10:30:00.5
2	10	5	2	2020-02-02 10:00:00	2020-02-01 10:31:00
3	11	3	8	\N	2020-02-01 10:32:00
\.


COPY public.posts (id, user_id, topic_id, post_number, raw, cooked, created_at, updated_at, reply_to_post_number, deleted_at, like_count, user_deleted, hidden, post_type, version, last_version_at) FROM stdin;
10	3	100	1	Who sails\ton Sunday?\n\nBring a \\rope\\	<p>Who sails on Sunday?</p>\n<p>Bring a \\rope\\</p>	2020-02-01 10:00:00.123	2020-02-01 10:00:00.123	\N	\N	1	f	f	1	1	2020-02-01 10:00:00.123
11	4	100	2	[quote="Nele, post:1, topic:100"]\nWho sails?\n[/quote]\n\nMe, @nele	<aside class="quote" data-username="Nele" data-post="1" data-topic="100"><div class="title"><img src="https://sea.example/user_avatar/sea.example/nele/40/2.png" class="avatar"> Nele:</div><blockquote><p>Who sails?</p></blockquote></aside><p>Me, <a class="mention" href="/u/nele">@nele</a></p>	2020-02-01 10:10:00	2020-02-03 10:00:00	1	\N	0	f	f	1	2	2020-02-01 10:12:00
12	-1	100	3			2020-02-01 10:20:00	2020-02-01 10:20:00	\N	\N	0	f	f	3	1	2020-02-01 10:20:00
13	4	100	4	whisper	<p>whisper</p>	2020-02-01 10:21:00	2020-02-01 10:21:00	\N	\N	0	f	f	4	1	2020-02-01 10:21:00
14	5	100	5	spam	<p>spam</p>	2020-02-01 10:22:00	2020-02-01 10:22:00	\N	\N	0	f	t	1	1	2020-02-01 10:22:00
15	5	100	6	gone	<p>gone</p>	2020-02-01 10:23:00	2020-02-01 10:23:00	\N	2020-02-01 11:00:00	0	f	f	1	1	2020-02-01 10:23:00
16	999	100	7	raw *only* @nele [quote="Jo"]x[/quote]		2020-02-01 10:24:00	2020-02-01 10:24:00	2	\N	0	f	f	1	1	2020-02-01 10:24:00
17	3	100	8	closed	<p>Closed for winter</p>	2020-02-01 10:25:00	2020-02-01 10:25:00	\N	\N	0	f	f	2	1	2020-02-01 10:25:00
20	3	101	1	secret	<p>secret words</p>	2020-02-02 10:00:00	2020-02-02 10:00:00	\N	\N	0	f	f	1	1	2020-02-02 10:00:00
21	-1	102	1	welcome	<p>welcome</p>	2020-02-02 10:01:00	2020-02-02 10:01:00	\N	\N	0	f	f	1	1	2020-02-02 10:01:00
22	3	103	1	gone topic	<p>gone topic</p>	2020-02-02 10:02:00	2020-02-02 10:02:00	\N	\N	0	f	f	1	1	2020-02-02 10:02:00
23	3	104	1	crew only	<p>crew only</p>	2020-02-02 10:03:00	2020-02-02 10:03:00	\N	\N	0	f	f	1	1	2020-02-02 10:03:00
\.


COPY public.site_settings (id, name, data_type, value, created_at, updated_at) FROM stdin;
1	title	1	Sea	2019-01-01 10:00:00	2019-01-01 10:00:00
2	login_required	5	f	2019-01-01 10:00:00	2019-01-01 10:00:00
3	smtp_password	1	s3cret	2019-01-01 10:00:00	2019-01-01 10:00:00
\.


COPY public.tags (id, name, topic_count) FROM stdin;
1	sunday	1
\.


COPY public.topic_allowed_users (id, user_id, topic_id) FROM stdin;
1	3	101
2	4	101
3	5	101
4	4	102
\.


COPY public.topic_tags (id, topic_id, tag_id) FROM stdin;
1	100	1
\.


COPY public.topics (id, title, created_at, views, user_id, archetype, category_id, deleted_at, closed, archived, visible) FROM stdin;
100	Sunday sail	2020-02-01 10:00:00	33	3	regular	5	\N	t	f	t
101	Secret title	2020-02-02 10:00:00	2	3	private_message	\N	\N	f	f	t
102	Welcome	2020-02-02 10:01:00	1	-1	private_message	\N	\N	f	f	t
103	Old	2020-02-02 10:02:00	1	3	regular	5	2020-02-04 10:00:00	f	f	t
104	Crew	2020-02-02 10:03:00	1	3	regular	6	\N	f	f	t
105	Unlisted	2020-02-02 10:04:00	1	4	banner	5	\N	f	f	f
\.


COPY public.user_custom_fields (id, user_id, name, value) FROM stdin;
1	3	user_field_1	Kiel
2	3	user_field_2	jib
3	3	user_field_2	spinnaker
4	3	user_field_3	f
5	4	last_chat	2020
6	4	user_field_77	lost
\.


COPY public.user_emails (id, user_id, email, "primary") FROM stdin;
1	3	Nele@Sea.example	t
2	3	old@sea.example	f
3	4	fiete@sea.example	t
\.


COPY public.user_fields (id, name, field_type) FROM stdin;
1	Home port	text
2	Sails	multiselect
3	Gender	dropdown
\.


COPY public.user_followers (id, user_id, follower_id, level, created_at) FROM stdin;
1	3	4	0	2020-04-01 10:00:00
\.


COPY public.user_profiles (user_id, location, website, bio_raw, bio_cooked) FROM stdin;
3	Kiel	\N	I **sail**	<p>I <strong>sail</strong></p>
4	\N	\N	\N	\N
\.


COPY public.users (id, username, created_at, updated_at, name, last_seen_at, admin, moderator, trust_level, active, staged, suspended_till, silenced_till, date_of_birth, password_hash, ip_address) FROM stdin;
-1	system	2019-01-01 10:00:00	2019-01-01 10:00:00	system	\N	t	t	4	t	f	\N	\N	\N	secrethash	\N
3	Nele	2019-01-01 11:00:00.5	2019-01-01 10:00:00	Nele Sturm	2021-06-01 10:00:00	t	f	4	t	f	\N	\N	1904-05-06	secrethash	192.0.2.1
4	Fiete	2019-01-01 12:00:00	2019-01-01 10:00:00		2021-06-02 10:00:00	f	t	2	t	f	\N	2020-01-01 10:00:00	2010-01-02	secrethash	192.0.2.2
5	Hein	2019-01-01 13:00:00	2019-01-01 10:00:00	Hein	\N	f	f	0	t	f	3019-01-01 10:00:00	\N	\N	secrethash	\N
6	anon1234	2019-01-01 13:00:00	2019-01-01 10:00:00		\N	f	f	0	t	f	\N	\N	\N	secrethash	\N
7	mail_only	2019-01-01 13:00:00	2019-01-01 10:00:00	Mail	\N	f	f	0	f	t	\N	\N	\N	\N	\N
8	late	2019-01-01 13:00:00	2019-01-01 10:00:00	Late	\N	f	f	0	f	f	\N	\N	\N	\N	\N
9	anonymous9	2019-01-01 13:00:00	2019-01-01 10:00:00	Anonymous	\N	f	f	1	t	f	\N	\N	\N	\N	\N
\.


CREATE INDEX idx ON public.posts USING btree (topic_id);

--
-- PostgreSQL database dump complete
--

\unrestrict Q1w2E3r4
