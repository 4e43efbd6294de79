-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: board
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `fo_acl_groups`;
CREATE TABLE `fo_acl_groups` (
  `group_id` mediumint unsigned NOT NULL DEFAULT '0',
  `forum_id` mediumint unsigned NOT NULL DEFAULT '0',
  `auth_option_id` mediumint unsigned NOT NULL DEFAULT '0',
  `auth_role_id` mediumint unsigned NOT NULL DEFAULT '0',
  `auth_setting` tinyint NOT NULL DEFAULT '0',
  KEY `group_id` (`group_id`)
) ENGINE=InnoDB;
INSERT INTO `fo_acl_groups` VALUES (1,1,0,17,0),(2,1,0,17,0),(1,2,0,17,0),(2,2,0,15,0),(2,3,22,0,1),(5,4,0,15,0),(1,5,22,0,1),(1,5,22,0,0),(2,5,0,15,0);
CREATE TABLE `fo_acl_options` (
  `auth_option_id` mediumint unsigned NOT NULL AUTO_INCREMENT,
  `auth_option` varchar(50) NOT NULL DEFAULT '',
  PRIMARY KEY (`auth_option_id`)
);
INSERT INTO `fo_acl_options` VALUES (15,'f_list'),(22,'f_read'),(19,'f_post');
CREATE TABLE `fo_acl_roles_data` (`role_id` int, `auth_option_id` int, `auth_setting` tinyint);
INSERT INTO `fo_acl_roles_data` VALUES (15,22,1),(15,19,1),(17,22,1),(16,22,0);
CREATE TABLE `fo_banlist` (`ban_id` int, `ban_userid` int, `ban_ip` varchar(40), `ban_email` varchar(100), `ban_start` int, `ban_end` int, `ban_exclude` tinyint, `ban_reason` varchar(255));
INSERT INTO `fo_banlist` VALUES (1,55,'','',1690000000,0,0,'spam'),(2,56,'','',1690000000,1999999999,0,''),(3,0,'192.0.2.77','',1690000000,0,0,''),(4,52,'','',1600000000,1600100000,0,'');
CREATE TABLE `fo_config` (`config_name` varchar(255), `config_value` varchar(255), `is_dynamic` tinyint);
INSERT INTO `fo_config` VALUES ('server_name','www.board.example',0),('cookie_domain','',0),('smtp_password','s3cret',0);
CREATE TABLE `fo_forums` (
  `forum_id` mediumint unsigned NOT NULL AUTO_INCREMENT,
  `parent_id` mediumint unsigned NOT NULL DEFAULT '0',
  `forum_name` varchar(255) NOT NULL DEFAULT '',
  `forum_desc` text NOT NULL,
  `forum_desc_uid` varchar(8) NOT NULL DEFAULT '',
  `forum_password` varchar(255) NOT NULL DEFAULT '',
  `forum_type` tinyint NOT NULL DEFAULT '0',
  PRIMARY KEY (`forum_id`)
);
INSERT INTO `fo_forums` VALUES (1,0,'Garden &amp; House','<t></t>','','',0),(2,1,'Bees','<r>All about <B><s>[b]</s>bees<e>[/b]</e></B></r>','','',1),(3,1,'Members&#39; corner','<t>For us</t>','','',1),(4,1,'Team','<t/>','','',1),(5,1,'Quiet','','','',1),(6,1,'Locked','','','$2y$10$hash',1);
CREATE TABLE `fo_groups` (`group_id` int, `group_type` tinyint, `group_name` varchar(255), `group_desc` text, `group_desc_uid` varchar(8));
INSERT INTO `fo_groups` VALUES (1,3,'GUESTS','',''),(2,3,'REGISTERED','',''),(5,3,'ADMINISTRATORS','',''),(4,3,'GLOBAL_MODERATORS','',''),(9,1,'Beekeepers','<t>With hives</t>',''),(10,2,'Council','','');
CREATE TABLE `fo_posts` (
  `post_id` int unsigned NOT NULL AUTO_INCREMENT,
  `topic_id` int unsigned NOT NULL DEFAULT '0',
  `forum_id` mediumint unsigned NOT NULL DEFAULT '0',
  `poster_id` int unsigned NOT NULL DEFAULT '0',
  `poster_ip` varchar(40) NOT NULL DEFAULT '',
  `post_time` int unsigned NOT NULL DEFAULT '0',
  `post_username` varchar(255) NOT NULL DEFAULT '',
  `post_subject` varchar(255) NOT NULL DEFAULT '',
  `post_text` mediumtext NOT NULL,
  `bbcode_uid` varchar(8) NOT NULL DEFAULT '',
  `post_edit_time` int unsigned NOT NULL DEFAULT '0',
  `post_visibility` tinyint NOT NULL DEFAULT '0',
  `post_delete_time` int unsigned NOT NULL DEFAULT '0',
  PRIMARY KEY (`post_id`)
);
INSERT INTO `fo_posts` VALUES (1,1,2,52,'192.0.2.1',1680000000,'','First hive','<t>Who keeps bees here?<br/>\n@tomas you did, didn\'t you?</t>','',0,1,0),(2,1,2,53,'192.0.2.2',1680003600,'','Re: First hive','<r><QUOTE author=\"mira\" post_id=\"1\" time=\"1680000000\" user_id=\"52\"><s>[quote=mira post_id=1 time=1680000000 user_id=52]</s>Who keeps bees here?<e>[/quote]</e></QUOTE>\n\nI do <E>:)</E> See <URL url=\"https://bees.example/\"><LINK_TEXT text=\"bees.example\">https://bees.example/</LINK_TEXT></URL><br/>\n<CODE><s>[code]</s>@nobody<e>[/code]</e></CODE></r>','',1680007200,1,0),(3,1,2,1,'192.0.2.3',1680010000,'Old Ben','','<r><QUOTE author=\"tomas\" post_id=\"2\" time=\"1680003600\" user_id=\"53\"><s>[quote]</s><QUOTE author=\"mira\"><s>[quote=mira]</s>Who?<e>[/quote]</e></QUOTE>I do<e>[/quote]</e></QUOTE> Me &amp; my wife</r>','',0,1,0),(4,1,2,55,'192.0.2.4',1680010100,'','','<t>Buy pills</t>','',0,2,1680020000),(5,1,2,53,'',1680010200,'','','<t>Wait for me</t>','',0,0,0),(6,2,3,53,'',1680020000,'','','plain, imported: 1 &lt; 2','',0,1,0),(7,4,2,52,'',1680030000,'','','<t>gone topic</t>','',0,1,0),(8,1,2,53,'',0,'','','<t>no date','',0,1,0);
CREATE TABLE `fo_privmsgs` (`msg_id` int, `author_id` int, `message_time` int, `message_subject` varchar(255), `message_text` mediumtext, `to_address` text, `bcc_address` text);
INSERT INTO `fo_privmsgs` VALUES (1,52,1681000000,'Secret','<t>secret words</t>','u_53:g_9','u_54'),(2,53,1681000100,'Re','<t>more</t>','g_9',''),(3,54,1681000200,'x','<t>lost</t>','','');
CREATE TABLE `fo_privmsgs_to` (`msg_id` int, `user_id` int, `author_id` int, `folder_id` int);
INSERT INTO `fo_privmsgs_to` VALUES (1,53,52,0),(1,52,52,-1),(2,52,53,0),(2,53,53,-1);
CREATE TABLE `fo_profile_fields` (`field_id` int, `field_name` varchar(255), `field_ident` varchar(20));
INSERT INTO `fo_profile_fields` VALUES (1,'phpbb_location','phpbb_location'),(2,'phpbb_interests','phpbb_interests'),(11,'hives','hives'),(12,'gender','gender');
CREATE TABLE `fo_profile_fields_data` (`user_id` int, `pf_phpbb_location` varchar(255), `pf_phpbb_interests` text, `pf_phpbb_website` varchar(255), `pf_phpbb_twitter` varchar(255), `pf_phpbb_skype` varchar(255), `pf_hives` varchar(255), `pf_gender` varchar(255), `pf_choice` int);
INSERT INTO `fo_profile_fields_data` VALUES (52,'Lindau','wax, honey','https://mira.example','mira_bees','mira.sky','three','f',2),(53,'','','','','','','',NULL);
CREATE TABLE `fo_profile_lang` (`field_id` int, `lang_id` int, `lang_name` varchar(255));
INSERT INTO `fo_profile_lang` VALUES (1,1,'LOCATION'),(2,1,'INTERESTS'),(11,1,'How many hives?'),(12,1,'Gender');
CREATE TABLE `fo_thanks` (`post_id` int, `poster_id` int, `user_id` int, `topic_id` int, `forum_id` int, `thanks_time` int);
INSERT INTO `fo_thanks` VALUES (2,53,52,1,2,1680009000);
CREATE TABLE `fo_topics` (
  `topic_id` int unsigned NOT NULL AUTO_INCREMENT, `forum_id` int, `topic_title` varchar(255), `topic_poster` int, `topic_time` int, `topic_views` int, `topic_status` tinyint, `topic_type` tinyint, `topic_first_post_id` int, `topic_first_poster_name` varchar(255), `topic_moved_id` int, `topic_visibility` tinyint, `topic_delete_time` int,
  PRIMARY KEY (`topic_id`)
);
INSERT INTO `fo_topics` VALUES (1,2,'First hive &quot;A&quot;',52,1680000000,17,0,0,1,'mira',0,1,0),(2,3,'Rules',53,1680020000,3,1,2,6,'tomas',0,1,0),(3,1,'First hive',52,1680000000,0,2,0,1,'mira',1,1,0),(4,2,'Old',52,1680030000,1,0,0,7,'mira',0,2,1680031000),(5,2,'Waiting',53,1680040000,0,0,0,0,'tomas',0,0,0);
CREATE TABLE `fo_user_group` (`group_id` int, `user_id` int, `group_leader` tinyint, `user_pending` tinyint);
INSERT INTO `fo_user_group` VALUES (2,52,0,0),(4,53,0,0),(9,52,1,0),(9,53,0,1);
CREATE TABLE `fo_users` (
  `user_id` int unsigned NOT NULL AUTO_INCREMENT, `user_type` tinyint, `user_ip` varchar(40), `user_regdate` int, `username` varchar(255), `username_clean` varchar(255), `user_password` varchar(255), `user_email` varchar(100), `user_birthday` varchar(10), `user_lastvisit` int, `user_inactive_reason` tinyint, `user_sig` mediumtext,
  PRIMARY KEY (`user_id`)
);
INSERT INTO `fo_users` VALUES (1,2,'',1600000000,'Anonymous','anonymous','','','',0,0,''),(2,2,'',1600000000,'Crawler [Bot]','crawler [bot]','','','',0,0,''),(52,3,'192.0.2.1',1600000100,'mira','mira','$2y$10$secrethash','Mira@Board.example',' 5- 3-1980',1690000000,0,'sig'),(53,0,'192.0.2.2',1600000200,'tomas &amp; co','tomas & co','$2y$10$secrethash','tomas@board.example','12-11-2011',1689000000,0,''),(54,1,'',1600000300,'newcomer','newcomer','x','new@board.example',' 0- 0-   0',0,1,''),(55,0,'',1600000400,'pills','pills','x','pills@spam.example','',1680010200,0,''),(56,0,'',1600000500,'hothead','hothead','x','hot@board.example','',1680010300,0,''),(57,1,'',1600000600,'asleep','asleep','x','asleep@board.example','',1680010300,3,'');
CREATE TABLE `fo_zebra` (`user_id` int, `zebra_id` int, `friend` tinyint, `foe` tinyint);
INSERT INTO `fo_zebra` VALUES (52,53,1,0),(52,55,0,1),(53,54,0,0);
-- Dump completed on 2026-01-01 10:00:00
