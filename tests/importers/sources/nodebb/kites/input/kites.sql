--
-- PostgreSQL database dump
--

-- Dumped from database version 16.4
-- Dumped by pg_dump version 16.4

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TYPE public.legacy_object_type AS ENUM (
    'hash',
    'zset',
    'set',
    'list',
    'string'
);


CREATE FUNCTION public.nodebb_get_sorted_set_members(text) RETURNS text[]
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    AS $_$
    SELECT array_agg(z."value" ORDER BY z."score" ASC)
      FROM "legacy_zset" z
     WHERE z."_key" = $1;
$_$;


--
-- Name: legacy_hash; Type: TABLE; Schema: public; Owner: nodebb
--

CREATE TABLE public.legacy_hash (
    _key text NOT NULL,
    data jsonb NOT NULL,
    type public.legacy_object_type NOT NULL,
    CONSTRAINT legacy_hash_type_check CHECK ((type = 'x'::public.legacy_object_type))
);


ALTER TABLE public.legacy_hash OWNER TO nodebb;

--
-- Name: legacy_object; Type: TABLE; Schema: public; Owner: nodebb
--

CREATE TABLE public.legacy_object (
    _key text NOT NULL,
    type public.legacy_object_type NOT NULL,
    "expireAt" timestamp with time zone,
    CONSTRAINT legacy_object_type_check CHECK ((type = 'x'::public.legacy_object_type))
);


ALTER TABLE public.legacy_object OWNER TO nodebb;

--
-- Name: legacy_set; Type: TABLE; Schema: public; Owner: nodebb
--

CREATE TABLE public.legacy_set (
    _key text NOT NULL,
    member text NOT NULL,
    type public.legacy_object_type NOT NULL,
    CONSTRAINT legacy_set_type_check CHECK ((type = 'x'::public.legacy_object_type))
);


ALTER TABLE public.legacy_set OWNER TO nodebb;

--
-- Name: legacy_zset; Type: TABLE; Schema: public; Owner: nodebb
--

CREATE TABLE public.legacy_zset (
    _key text NOT NULL,
    value text NOT NULL,
    score numeric NOT NULL,
    type public.legacy_object_type NOT NULL,
    CONSTRAINT legacy_zset_type_check CHECK ((type = 'x'::public.legacy_object_type))
);


ALTER TABLE public.legacy_zset OWNER TO nodebb;

--
-- Data for Name: legacy_hash; Type: TABLE DATA; Schema: public; Owner: nodebb
--

COPY public.legacy_hash (_key, data, type) FROM stdin;
config	{"title": "Kites", "theme:id": "nodebb-theme-harmony"}	hash
user:1	{"uid": 1, "username": "Kite Master", "userslug": "kite-master", "email": "Master@kites.example", "email:confirmed": 1, "joindate": 1600000000000, "lastonline": 1790000000000, "fullname": "Zo\\u00eb Wind", "location": "Fan\\u00f8", "aboutme": "I fly **big** ones.", "birthday": "03/04/1970", "password": "$2a$", "reputation": 3, "postcount": 3, "banned": 0}	hash
user:2	{"uid": 2, "username": "stringy", "userslug": "stringy", "email": "stringy@kites.example", "email:confirmed": 1, "joindate": "1610000000000", "lastonline": 1780000000000, "birthday": "06/30/2012", "postcount": 2}	hash
user:3	{"uid": 3, "username": "crasher", "userslug": "crasher", "joindate": 1620000000000, "lastonline": 1700000000000, "postcount": 1, "banned": 1, "banned:expire": 0}	hash
user:4	{"uid": 4, "username": "tangle", "userslug": "tangle", "joindate": 1620000000000, "banned": 1, "banned:expire": 1790000000000}	hash
user:5	{"uid": 5, "username": "egg", "userslug": "egg", "joindate": 1780000000000, "email:confirmed": 0, "postcount": 0}	hash
user:1:settings	{"showemail": 0}	hash
category:1	{"cid": 1, "name": "Kites & lines", "description": "About <em>strings</em>", "parentCid": 0, "disabled": 0}	hash
category:2	{"cid": 2, "name": "Members", "parentCid": 1, "disabled": 0}	hash
category:3	{"cid": 3, "name": "Admins", "parentCid": 0, "disabled": 0}	hash
category:4	{"cid": 4, "name": "Off", "parentCid": 0, "disabled": 1}	hash
category:5	{"cid": 5, "name": "Shop", "link": "https://shop.kites.example"}	hash
category:6	{"cid": 6, "name": "Unsaid", "parentCid": 0}	hash
group:administrators	{"name": "administrators", "system": 1, "hidden": 0}	hash
group:cid:1:privileges:groups:topics:read	{"name": "cid:1:privileges:groups:topics:read", "system": 1, "hidden": 1}	hash
group:Night flyers	{"name": "Night flyers", "slug": "night-flyers", "hidden": 0, "system": 0, "private": 1, "description": "We fly at night", "createtime": 1650000000000}	hash
group:Secret	{"name": "Secret", "hidden": 1, "system": 0, "createtime": 1650000000000}	hash
topic:1	{"tid": 1, "cid": 1, "uid": 1, "title": "Which line for strong wind?", "timestamp": 1700000000000, "mainPid": 1, "postcount": 5, "viewcount": 120, "locked": 0, "deleted": 0, "tags": "line,wind"}	hash
topic:2	{"tid": 2, "cid": 2, "uid": 2, "title": "Tea &amp; <3 & members", "timestamp": 1700100000000, "mainPid": 10, "viewcount": 3, "locked": 1, "deleted": 0}	hash
topic:3	{"tid": 3, "cid": 1, "uid": 3, "title": "Gone", "timestamp": 1700200000000, "mainPid": 20, "deleted": 1, "deletedTimestamp": 1700300000000}	hash
post:1	{"pid": 1, "tid": 1, "uid": 1, "content": "Which **line**?\\n\\n# Wind\\n* 30 kg\\n* 60 kg\\n\\n[Chart](https://kites.example/chart) ![a](https://kites.example/a.png)", "timestamp": 1700000000000, "edited": 1700000900000, "editor": 1}	hash
post:2	{"pid": 2, "tid": 1, "uid": 2, "toPid": "1", "content": "Dyneema, @kite-master!\\n```\\nnot @me\\n```", "timestamp": 1700001000000, "upvotes": 1}	hash
post:3	{"pid": 3, "tid": 1, "uid": 1, "content": "@stringy said in [Which line for strong wind?](/post/2):\\n> Dyneema, @kite-master!\\n> ```\\n\\nThank you C:\\\\\\\\temp", "timestamp": 1700002000000}	hash
post:4	{"pid": 4, "tid": 1, "uid": 0, "handle": "Passing Gull", "content": "a guest\\tflies by", "timestamp": 1700003000000}	hash
post:5	{"pid": 5, "tid": 1, "uid": 3, "content": "crash", "timestamp": 1700004000000, "deleted": 1, "deleterUid": 1}	hash
post:10	{"pid": 10, "tid": 2, "uid": 2, "content": "Tea?", "timestamp": 1700100000000}	hash
post:20	{"pid": 20, "tid": 3, "uid": 3, "content": "gone", "timestamp": 1700200000000}	hash
post:queue:reply-9	{"id": "reply-9", "uid": 5, "type": "reply", "data": "{}"}	hash
chat:room:1	{"owner": 1, "roomId": 1}	hash
chat:room:2	{"roomId": 2, "public": 1, "roomName": "General"}	hash
message:1	{"content": "SECRET WORDS", "timestamp": 1700400000000, "fromuid": 1, "roomId": 1}	hash
message:2	{"content": "SECRET ANSWER", "timestamp": 1700400100000, "fromuid": "2", "roomId": "1"}	hash
message:3	{"content": "user-join", "timestamp": 1700400100000, "fromuid": 2, "roomId": 1, "system": 1}	hash
message:4	{"content": "open", "timestamp": 1700400100000, "fromuid": 2, "roomId": 2}	hash
event:1	{"eid": 1, "uid": 1, "ip": "127.0.0.1", "type": "restart"}	hash
user:6	[1, 2]	hash
\.


--
-- Data for Name: legacy_object; Type: TABLE DATA; Schema: public; Owner: nodebb
--

COPY public.legacy_object (_key, type, "expireAt") FROM stdin;
config	hash	\N
user:1	hash	\N
user:2	hash	\N
user:3	hash	\N
user:4	hash	\N
user:5	hash	\N
user:1:settings	hash	\N
category:1	hash	\N
category:2	hash	\N
category:3	hash	\N
category:4	hash	\N
category:5	hash	\N
category:6	hash	\N
group:administrators	hash	\N
group:cid:1:privileges:groups:topics:read	hash	\N
group:Night flyers	hash	\N
group:Secret	hash	\N
topic:1	hash	\N
topic:2	hash	\N
topic:3	hash	\N
post:1	hash	\N
post:2	hash	\N
post:3	hash	\N
post:4	hash	\N
post:5	hash	\N
post:10	hash	\N
post:20	hash	\N
post:queue:reply-9	hash	\N
chat:room:1	hash	\N
chat:room:2	hash	\N
message:1	hash	\N
message:2	hash	\N
message:3	hash	\N
message:4	hash	\N
event:1	hash	\N
user:6	hash	\N
\.


--
-- Data for Name: legacy_set; Type: TABLE DATA; Schema: public; Owner: nodebb
--

COPY public.legacy_set (_key, member, type) FROM stdin;
pid:2:upvote	1	set
pid:2:upvote	4	set
pid:4:downvote	2	set
topic:1:tags	line	set
topic:2:tags	tea & talk	set
\.


--
-- Data for Name: legacy_zset; Type: TABLE DATA; Schema: public; Owner: nodebb
--

COPY public.legacy_zset (_key, value, score, type) FROM stdin;
following:1	2	1710000000000	zset
followers:2	1	1710000000000	zset
uid:2:blocked_uids	3	1711000000000	zset
uid:1:upvote	2	1700001500000	zset
uid:2:downvote	4	1700003500000	zset
group:administrators:members	1	1600000000000	zset
group:Global Moderators:members	2	1600000000000	zset
group:Night flyers:members	1	1650000000000	zset
group:Night flyers:members	2	1650000100000	zset
group:Secret:members	1	1650000000000	zset
group:cid:1:privileges:groups:topics:read:members	guests	1	zset
group:cid:1:privileges:groups:topics:read:members	registered-users	1	zset
group:cid:1:privileges:groups:read:members	guests	1	zset
group:cid:1:privileges:groups:find:members	guests	1	zset
group:cid:2:privileges:groups:topics:read:members	registered-users	1	zset
group:cid:2:privileges:groups:topics:read:members	guests	1	zset
group:cid:2:privileges:groups:read:members	registered-users	1	zset
group:cid:3:privileges:groups:topics:read:members	administrators	1	zset
group:cid:4:privileges:groups:topics:read:members	guests	1	zset
chat:room:1:uids	1	1	zset
chat:room:1:uids	2	1	zset
chat:room:2:uids	1	1	zset
chat:room:2:uids	2	1	zset
topics:recent	1	1700004000000	zset
\.


--
-- PostgreSQL database dump complete
--

