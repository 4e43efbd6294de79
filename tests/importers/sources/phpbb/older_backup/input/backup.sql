#
# phpBB Backup Script
# Dump of tables for phpbb_
# DATE : 01-03-2012 10:00:00 GMT
#
# Table: phpbb_forums
DROP TABLE IF EXISTS phpbb_forums;
CREATE TABLE phpbb_forums (
	forum_id mediumint(8) unsigned NOT NULL auto_increment,
	parent_id mediumint(8) unsigned DEFAULT '0' NOT NULL,
	forum_name varchar(255) DEFAULT '' NOT NULL,
	forum_desc text NOT NULL,
	forum_desc_uid varchar(8) DEFAULT '' NOT NULL,
	forum_type tinyint(4) DEFAULT '0' NOT NULL,
	PRIMARY KEY (forum_id)
);

INSERT INTO phpbb_forums (forum_id, parent_id, forum_name, forum_desc, forum_desc_uid, forum_type) VALUES (1, 0, 'Talk', 'With [b:3f2a1b0c]care[/b:3f2a1b0c]', '3f2a1b0c', 1);
# Table: phpbb_posts
CREATE TABLE phpbb_posts (
	post_id mediumint(8), topic_id mediumint(8), poster_id mediumint(8), post_time int(11), post_approved tinyint(1), post_username varchar(255), post_text mediumtext, bbcode_uid varchar(8), post_edit_time int(11)
);
INSERT INTO phpbb_posts (post_id, topic_id, poster_id, post_time, post_approved, post_username, post_text, bbcode_uid, post_edit_time) VALUES (1, 1, 2, 1300000000, 1, '', 'Hello [b:1a2b3c4d]all[/b:1a2b3c4d]
INSERT INTO nothing VALUES (1); that was SQL <!-- s:) --><img src="{SMILIES_PATH}/icon.gif" alt=":)" title="Smile" /><!-- s:) -->
<!-- m --><a class="postlink" href="http://bees.example/">http://bees.example/</a><!-- m -->', '1a2b3c4d', 0);
INSERT INTO phpbb_posts (post_id, topic_id, poster_id, post_time, post_approved, post_username, post_text, bbcode_uid, post_edit_time) VALUES (2, 1, 3, 1300000600, 1, '', '[quote=&quot;hanna&quot;:9z8y7x6w]Hello all[/quote:9z8y7x6w]
Welcome, it\'s fine

[list:9z8y7x6w][*:9z8y7x6w]one[/*:m:9z8y7x6w][*:9z8y7x6w]two &lt;b&gt;[/*:m:9z8y7x6w][/list:u:9z8y7x6w]', '9z8y7x6w', 1300000700);
INSERT INTO phpbb_posts (post_id, topic_id, poster_id, post_time, post_approved, post_username, post_text, bbcode_uid, post_edit_time) VALUES (3, 1, 3, 1300000800, 0, '', 'waits', '', 0);
# Table: phpbb_topics
CREATE TABLE phpbb_topics (
	topic_id mediumint(8), forum_id mediumint(8), topic_approved tinyint(1), topic_title varchar(255), topic_poster mediumint(8), topic_time int(11), topic_views mediumint(8), topic_status tinyint(3), topic_first_post_id mediumint(8), topic_first_poster_name varchar(255), topic_moved_id mediumint(8)
);
INSERT INTO phpbb_topics (topic_id, forum_id, topic_approved, topic_title, topic_poster, topic_time, topic_views, topic_status, topic_first_post_id, topic_first_poster_name, topic_moved_id) VALUES (1, 1, 1, 'Hello', 2, 1300000000, 5, 0, 1, 'hanna', 0);
# Table: phpbb_users
CREATE TABLE phpbb_users (
	user_id mediumint(8), user_type tinyint(2), user_regdate int(11), username varchar(255), username_clean varchar(255), user_email varchar(100), user_lastvisit int(11), user_from varchar(100), user_occ text, user_interests text
);
INSERT INTO phpbb_users (user_id, user_type, user_regdate, username, username_clean, user_email, user_lastvisit, user_from, user_occ, user_interests) VALUES (2, 3, 1290000000, 'hanna', 'hanna', 'hanna@talk.example', 1310000000, 'Ulm', 'baker', 'rye &amp; oats');
INSERT INTO phpbb_users (user_id, user_type, user_regdate, username, username_clean, user_email, user_lastvisit, user_from, user_occ, user_interests) VALUES (3, 0, 1290000100, 'Jörg', 'jorg', 'joerg@talk.example', 1310000100, '', '', '');
