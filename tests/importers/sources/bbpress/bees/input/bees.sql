-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: bees
-- ------------------------------------------------------
-- Server version	8.0.36

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

--
-- Table structure for table `wpx_bp_activity`
--

DROP TABLE IF EXISTS `wpx_bp_activity`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_bp_activity` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `component` mediumtext,
  `type` mediumtext,
  `action` mediumtext,
  `content` mediumtext,
  `primary_link` mediumtext,
  `item_id` int(10) unsigned NOT NULL DEFAULT 0,
  `secondary_item_id` mediumtext,
  `date_recorded` mediumtext,
  `hide_sitewide` int(10) unsigned NOT NULL DEFAULT 0,
  `mptt_left` int(10) unsigned NOT NULL DEFAULT 0,
  `mptt_right` int(10) unsigned NOT NULL DEFAULT 0,
  `is_spam` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_bp_activity`
--

LOCK TABLES `wpx_bp_activity` WRITE;
/*!40000 ALTER TABLE `wpx_bp_activity` DISABLE KEYS */;
INSERT INTO `wpx_bp_activity` VALUES (1,2,'members','last_activity','','','',0,NULL,'2026-10-20 10:00:00',0,0,0,0),(2,2,'activity','activity_update','<a>Beat</a> posted an update','Swarm in the apple tree! <a href=\"https://bees.example/u/drone\">@drone</a>','',0,0,'2026-06-10 08:00:00',0,1,6,0),(3,3,'activity','activity_comment','','On my way','',2,2,'2026-06-10 08:10:00',0,2,5,0),(4,2,'activity','activity_comment','','Bring a box','',2,3,'2026-06-10 08:20:00',0,3,4,0),(5,3,'groups','activity_update','','Roof open on Sunday','',7,0,'2026-06-11 08:00:00',0,0,0,0),(6,1,'groups','activity_update','','Queens only','',8,0,'2026-06-11 09:00:00',1,0,0,0),(7,3,'friends','friendship_created','','','',1,2,'2026-06-11 10:00:00',0,0,0,0),(8,4,'activity','activity_update','','cheap honey','',0,0,'2026-06-11 10:00:00',0,0,0,1);
/*!40000 ALTER TABLE `wpx_bp_activity` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_bp_follow`
--

DROP TABLE IF EXISTS `wpx_bp_follow`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_bp_follow` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `leader_id` int(10) unsigned NOT NULL DEFAULT 0,
  `follower_id` int(10) unsigned NOT NULL DEFAULT 0,
  `follow_type` mediumtext,
  `date_recorded` mediumtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_bp_follow`
--

LOCK TABLES `wpx_bp_follow` WRITE;
/*!40000 ALTER TABLE `wpx_bp_follow` DISABLE KEYS */;
INSERT INTO `wpx_bp_follow` VALUES (1,1,2,'','0000-00-00 00:00:00'),(2,44,2,'blogs','0000-00-00 00:00:00');
/*!40000 ALTER TABLE `wpx_bp_follow` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_bp_friends`
--

DROP TABLE IF EXISTS `wpx_bp_friends`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_bp_friends` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `initiator_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `friend_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `is_confirmed` int(10) unsigned NOT NULL DEFAULT 0,
  `is_limited` int(10) unsigned NOT NULL DEFAULT 0,
  `date_created` mediumtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_bp_friends`
--

LOCK TABLES `wpx_bp_friends` WRITE;
/*!40000 ALTER TABLE `wpx_bp_friends` DISABLE KEYS */;
INSERT INTO `wpx_bp_friends` VALUES (1,3,2,1,0,'2019-05-01 10:00:00'),(2,3,1,0,0,'2019-06-01 10:00:00');
/*!40000 ALTER TABLE `wpx_bp_friends` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_bp_groups`
--

DROP TABLE IF EXISTS `wpx_bp_groups`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_bp_groups` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `creator_id` int(10) unsigned NOT NULL DEFAULT 0,
  `name` mediumtext,
  `slug` mediumtext,
  `description` mediumtext,
  `status` mediumtext,
  `parent_id` int(10) unsigned NOT NULL DEFAULT 0,
  `enable_forum` int(10) unsigned NOT NULL DEFAULT 0,
  `date_created` mediumtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_bp_groups`
--

LOCK TABLES `wpx_bp_groups` WRITE;
/*!40000 ALTER TABLE `wpx_bp_groups` DISABLE KEYS */;
INSERT INTO `wpx_bp_groups` VALUES (7,2,'City bees','city-bees','Roof &amp; balcony','public',0,1,'2020-01-01 10:00:00'),(8,1,'Queens','queens','','hidden',7,0,'2020-02-01 10:00:00'),(9,1,'Trainees','trainees','','private',0,0,'2020-02-01 10:00:00');
/*!40000 ALTER TABLE `wpx_bp_groups` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_bp_groups_members`
--

DROP TABLE IF EXISTS `wpx_bp_groups_members`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_bp_groups_members` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `group_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `inviter_id` int(10) unsigned NOT NULL DEFAULT 0,
  `is_admin` int(10) unsigned NOT NULL DEFAULT 0,
  `is_mod` int(10) unsigned NOT NULL DEFAULT 0,
  `user_title` mediumtext,
  `date_modified` mediumtext,
  `comments` mediumtext,
  `is_confirmed` int(10) unsigned NOT NULL DEFAULT 0,
  `is_banned` int(10) unsigned NOT NULL DEFAULT 0,
  `invite_sent` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_bp_groups_members`
--

LOCK TABLES `wpx_bp_groups_members` WRITE;
/*!40000 ALTER TABLE `wpx_bp_groups_members` DISABLE KEYS */;
INSERT INTO `wpx_bp_groups_members` VALUES (1,7,2,0,1,0,'Group Admin','2020-01-01 10:00:00','',1,0,0),(2,7,3,0,0,0,'','2020-01-02 10:00:00','',1,0,0),(3,8,3,1,0,0,'','2020-02-02 10:00:00','',0,0,1),(4,7,4,0,0,0,'','2020-01-03 10:00:00','',1,1,0);
/*!40000 ALTER TABLE `wpx_bp_groups_members` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_bp_messages_messages`
--

DROP TABLE IF EXISTS `wpx_bp_messages_messages`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_bp_messages_messages` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `thread_id` int(10) unsigned NOT NULL DEFAULT 0,
  `sender_id` int(10) unsigned NOT NULL DEFAULT 0,
  `subject` mediumtext,
  `message` mediumtext,
  `date_sent` mediumtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_bp_messages_messages`
--

LOCK TABLES `wpx_bp_messages_messages` WRITE;
/*!40000 ALTER TABLE `wpx_bp_messages_messages` DISABLE KEYS */;
INSERT INTO `wpx_bp_messages_messages` VALUES (1,1,2,'SECRET','SECRET WORDS','2026-06-12 08:00:00'),(2,1,3,'Re','SECRET ANSWER','2026-06-12 09:00:00'),(3,2,2,'x','to myself','2026-06-12 09:00:00');
/*!40000 ALTER TABLE `wpx_bp_messages_messages` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_bp_messages_recipients`
--

DROP TABLE IF EXISTS `wpx_bp_messages_recipients`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_bp_messages_recipients` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `thread_id` int(10) unsigned NOT NULL DEFAULT 0,
  `unread_count` int(10) unsigned NOT NULL DEFAULT 0,
  `sender_only` int(10) unsigned NOT NULL DEFAULT 0,
  `is_deleted` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_bp_messages_recipients`
--

LOCK TABLES `wpx_bp_messages_recipients` WRITE;
/*!40000 ALTER TABLE `wpx_bp_messages_recipients` DISABLE KEYS */;
INSERT INTO `wpx_bp_messages_recipients` VALUES (1,2,1,0,1,0),(2,3,1,0,0,0),(3,2,2,0,0,0);
/*!40000 ALTER TABLE `wpx_bp_messages_recipients` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_bp_xprofile_data`
--

DROP TABLE IF EXISTS `wpx_bp_xprofile_data`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_bp_xprofile_data` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `field_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `value` mediumtext,
  `last_updated` mediumtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_bp_xprofile_data`
--

LOCK TABLES `wpx_bp_xprofile_data` WRITE;
/*!40000 ALTER TABLE `wpx_bp_xprofile_data` DISABLE KEYS */;
INSERT INTO `wpx_bp_xprofile_data` VALUES (1,2,2,'a:2:{i:0;s:10:\"Langstroth\";i:1;s:6:\"Dadant\";}','2020-01-01 10:00:00'),(2,4,2,'1970-05-05 00:00:00','2020-01-01 10:00:00'),(3,4,3,'2012-05-05 00:00:00','2020-01-01 10:00:00'),(4,5,2,'555 0100','2020-01-01 10:00:00'),(6,7,1,'Bern','2020-01-01 10:00:00'),(5,6,1,'<p>Queen rearing &amp; swarms</p>','2020-01-01 10:00:00');
/*!40000 ALTER TABLE `wpx_bp_xprofile_data` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_bp_xprofile_fields`
--

DROP TABLE IF EXISTS `wpx_bp_xprofile_fields`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_bp_xprofile_fields` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `group_id` int(10) unsigned NOT NULL DEFAULT 0,
  `parent_id` int(10) unsigned NOT NULL DEFAULT 0,
  `type` mediumtext,
  `name` mediumtext,
  `description` mediumtext,
  `is_required` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_bp_xprofile_fields`
--

LOCK TABLES `wpx_bp_xprofile_fields` WRITE;
/*!40000 ALTER TABLE `wpx_bp_xprofile_fields` DISABLE KEYS */;
INSERT INTO `wpx_bp_xprofile_fields` VALUES (1,1,0,'textbox','Name','',1),(2,1,0,'checkbox','Which hives?','',0),(3,1,2,'option','Langstroth','',0),(4,1,0,'datebox','Date of birth','',0),(5,1,0,'textbox','Phone','',0),(6,1,0,'textarea','Can help with','',0),(7,1,0,'textbox','Wohnort','',0);
/*!40000 ALTER TABLE `wpx_bp_xprofile_fields` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_options`
--

DROP TABLE IF EXISTS `wpx_options`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_options` (
  `option_id` int(10) unsigned NOT NULL DEFAULT 0,
  `option_name` mediumtext,
  `option_value` mediumtext,
  `autoload` mediumtext,
  PRIMARY KEY (`option_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_options`
--

LOCK TABLES `wpx_options` WRITE;
/*!40000 ALTER TABLE `wpx_options` DISABLE KEYS */;
INSERT INTO `wpx_options` VALUES (1,'siteurl','https://www.bees.example/wp','yes'),(2,'blogname','Bees','yes'),(3,'timezone_string','Europe/Zurich','yes'),(4,'gmt_offset','','yes');
/*!40000 ALTER TABLE `wpx_options` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_postmeta`
--

DROP TABLE IF EXISTS `wpx_postmeta`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_postmeta` (
  `meta_id` int(10) unsigned NOT NULL DEFAULT 0,
  `post_id` int(10) unsigned NOT NULL DEFAULT 0,
  `meta_key` mediumtext,
  `meta_value` mediumtext,
  PRIMARY KEY (`meta_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_postmeta`
--

LOCK TABLES `wpx_postmeta` WRITE;
/*!40000 ALTER TABLE `wpx_postmeta` DISABLE KEYS */;
INSERT INTO `wpx_postmeta` VALUES (1,111,'_bbp_reply_to','110'),(2,110,'_bbp_reply_to','0'),(3,112,'_bbp_anonymous_name','Passing Bee'),(4,112,'_bbp_anonymous_email','passing@bees.example'),(5,112,'_bbp_author_ip','127.0.0.1'),(6,114,'_wp_trash_meta_time','1780330000'),(7,54,'_bbp_group_ids','a:1:{i:0;i:7;}'),(8,100,'_bbp_favorite','2'),(9,1,'_edit_lock','1:1');
/*!40000 ALTER TABLE `wpx_postmeta` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_posts`
--

DROP TABLE IF EXISTS `wpx_posts`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_posts` (
  `ID` int(10) unsigned NOT NULL DEFAULT 0,
  `post_author` int(10) unsigned NOT NULL DEFAULT 0,
  `post_date` mediumtext,
  `post_date_gmt` mediumtext,
  `post_content` mediumtext,
  `post_title` mediumtext,
  `post_excerpt` mediumtext,
  `post_status` mediumtext,
  `comment_status` mediumtext,
  `post_name` mediumtext,
  `post_modified` mediumtext,
  `post_modified_gmt` mediumtext,
  `post_parent` int(10) unsigned NOT NULL DEFAULT 0,
  `guid` mediumtext,
  `menu_order` int(10) unsigned NOT NULL DEFAULT 0,
  `post_type` mediumtext,
  `comment_count` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`ID`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_posts`
--

LOCK TABLES `wpx_posts` WRITE;
/*!40000 ALTER TABLE `wpx_posts` DISABLE KEYS */;
INSERT INTO `wpx_posts` VALUES (1,1,'2015-03-01 10:00:00','2015-03-01 09:00:00','<p>Hello world</p>','Hello','','publish','closed','p-1','2015-03-01 10:00:00','2015-03-01 09:00:00',0,'https://bees.example/?p=1',0,'post',0),(50,1,'2016-01-01 10:00:00','2016-01-01 09:00:00','All about <strong>hives</strong>','Hives &amp; frames','','publish','closed','p-50','2016-01-01 10:00:00','2016-01-01 09:00:00',0,'https://bees.example/?p=50',0,'forum',0),(51,1,'2016-01-01 10:00:00','2016-01-01 09:00:00','','Keepers','','private','closed','p-51','2016-01-01 10:00:00','2016-01-01 09:00:00',0,'https://bees.example/?p=51',0,'forum',0),(52,1,'2016-01-01 10:00:00','2016-01-01 09:00:00','','Board','','hidden','closed','p-52','2016-01-01 10:00:00','2016-01-01 09:00:00',0,'https://bees.example/?p=52',0,'forum',0),(53,1,'2016-01-01 10:00:00','2016-01-01 09:00:00','','Below the board','','publish','closed','p-53','2016-01-01 10:00:00','2016-01-01 09:00:00',52,'https://bees.example/?p=53',0,'forum',0),(54,1,'2016-01-01 10:00:00','2016-01-01 09:00:00','','City bees','','publish','closed','p-54','2016-01-01 10:00:00','2016-01-01 09:00:00',0,'https://bees.example/?p=54',0,'forum',0),(100,1,'2026-06-01 12:00:00','2026-06-01 10:00:00','When do you <em>split</em> a hive?\n\n<ul><li>May</li><li>June</li></ul>','Splitting hives','','publish','closed','p-100','2026-06-01 11:00:00','2026-06-01 11:00:00',50,'https://bees.example/?p=100',0,'topic',0),(101,2,'2026-06-02 12:00:00','0000-00-00 00:00:00','A second topic without its UTC','Second','','closed','closed','p-101','2026-06-02 12:00:00','0000-00-00 00:00:00',51,'https://bees.example/?p=101',0,'topic',0),(110,2,'2026-06-01 13:00:00','2026-06-01 11:00:00','In <a href=\"https://bees.example/may\">May</a>.','Reply To: Splitting hives','','publish','closed','p-110','2026-06-01 13:00:00','2026-06-01 11:00:00',100,'https://bees.example/?p=110',0,'reply',0),(111,3,'2026-06-01 14:00:00','2026-06-01 12:00:00','<cite>Beat Imker said:</cite><blockquote>In May.</blockquote>\nToo early, <a href=\"https://bees.example/u/siteboss\" rel=\"nofollow\">@siteboss</a>! <code>@not</code>','','','publish','closed','p-111','2026-06-01 14:00:00','2026-06-01 12:00:00',100,'https://bees.example/?p=111',0,'reply',0),(112,0,'2026-06-01 15:00:00','2026-06-01 13:00:00','A guest says June','','','publish','closed','p-112','2026-06-01 15:00:00','2026-06-01 13:00:00',100,'https://bees.example/?p=112',0,'reply',0),(113,4,'2026-06-01 16:00:00','2026-06-01 14:00:00','Buy honey','','','spam','closed','p-113','2026-06-01 16:00:00','2026-06-01 14:00:00',100,'https://bees.example/?p=113',0,'reply',0),(114,3,'2026-06-01 17:00:00','2026-06-01 15:00:00','Sorry','','','trash','closed','p-114','2026-06-01 17:00:00','2026-06-01 15:00:00',100,'https://bees.example/?p=114',0,'reply',0),(115,5,'2026-06-01 18:00:00','0000-00-00 00:00:00','let me in','','','pending','closed','p-115','2026-06-01 18:00:00','0000-00-00 00:00:00',100,'https://bees.example/?p=115',0,'reply',0),(120,4,'2026-06-03 12:00:00','2026-06-03 10:00:00','sting','Trashed topic','','trash','closed','p-120','2026-06-04 10:00:00','2026-06-04 10:00:00',50,'https://bees.example/?p=120',0,'topic',0),(121,2,'2026-06-03 13:00:00','2026-06-03 11:00:00','an answer to it','','','publish','closed','p-121','2026-06-03 13:00:00','2026-06-03 11:00:00',120,'https://bees.example/?p=121',0,'reply',0),(122,1,'2026-06-03 14:00:00','0000-00-00 00:00:00','','My draft','','draft','closed','p-122','2026-06-03 14:00:00','0000-00-00 00:00:00',50,'https://bees.example/?p=122',0,'topic',0),(130,1,'2026-06-05 12:00:00','2026-06-05 10:00:00','minutes','Minutes','','publish','closed','p-130','2026-06-05 12:00:00','2026-06-05 10:00:00',53,'https://bees.example/?p=130',0,'topic',0),(140,1,'2026-06-05 12:00:00','2026-06-05 10:00:00','','','','inherit','closed','p-140','2026-06-05 12:00:00','2026-06-05 10:00:00',100,'https://bees.example/?p=140',0,'revision',0);
/*!40000 ALTER TABLE `wpx_posts` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_term_relationships`
--

DROP TABLE IF EXISTS `wpx_term_relationships`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_term_relationships` (
  `object_id` int(10) unsigned NOT NULL DEFAULT 0,
  `term_taxonomy_id` int(10) unsigned NOT NULL DEFAULT 0,
  `term_order` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`object_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_term_relationships`
--

LOCK TABLES `wpx_term_relationships` WRITE;
/*!40000 ALTER TABLE `wpx_term_relationships` DISABLE KEYS */;
INSERT INTO `wpx_term_relationships` VALUES (1,1,0),(100,2,0);
/*!40000 ALTER TABLE `wpx_term_relationships` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_term_taxonomy`
--

DROP TABLE IF EXISTS `wpx_term_taxonomy`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_term_taxonomy` (
  `term_taxonomy_id` int(10) unsigned NOT NULL DEFAULT 0,
  `term_id` int(10) unsigned NOT NULL DEFAULT 0,
  `taxonomy` mediumtext,
  `description` mediumtext,
  `parent` int(10) unsigned NOT NULL DEFAULT 0,
  `count` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`term_taxonomy_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_term_taxonomy`
--

LOCK TABLES `wpx_term_taxonomy` WRITE;
/*!40000 ALTER TABLE `wpx_term_taxonomy` DISABLE KEYS */;
INSERT INTO `wpx_term_taxonomy` VALUES (1,1,'category','',0,1),(2,2,'topic-tag','',0,1);
/*!40000 ALTER TABLE `wpx_term_taxonomy` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_terms`
--

DROP TABLE IF EXISTS `wpx_terms`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_terms` (
  `term_id` int(10) unsigned NOT NULL DEFAULT 0,
  `name` mediumtext,
  `slug` mediumtext,
  `term_group` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`term_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_terms`
--

LOCK TABLES `wpx_terms` WRITE;
/*!40000 ALTER TABLE `wpx_terms` DISABLE KEYS */;
INSERT INTO `wpx_terms` VALUES (1,'Uncategorized','uncategorized',0),(2,'Splits &amp; swarms','splits',0);
/*!40000 ALTER TABLE `wpx_terms` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_usermeta`
--

DROP TABLE IF EXISTS `wpx_usermeta`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_usermeta` (
  `umeta_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `meta_key` mediumtext,
  `meta_value` mediumtext,
  PRIMARY KEY (`umeta_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_usermeta`
--

LOCK TABLES `wpx_usermeta` WRITE;
/*!40000 ALTER TABLE `wpx_usermeta` DISABLE KEYS */;
INSERT INTO `wpx_usermeta` VALUES (1,1,'wpx_capabilities','a:2:{s:13:\"administrator\";b:1;s:13:\"bbp_keymaster\";b:1;}'),(2,2,'wpx_capabilities','a:2:{s:10:\"subscriber\";b:1;s:13:\"bbp_moderator\";b:1;}'),(3,3,'wpx_capabilities','a:1:{s:15:\"bbp_participant\";b:1;}'),(4,6,'wpx_capabilities','a:1:{s:11:\"bbp_blocked\";b:1;}'),(5,1,'description','Keeps <em>seven</em> hives.'),(6,1,'last_activity','2026-10-01 10:00:00'),(7,1,'session_tokens','a:1:{s:64:\"secret\";a:0:{}}'),(8,3,'wpx__bbp_favorites','100,101'),(9,2,'nickname','beat');
/*!40000 ALTER TABLE `wpx_usermeta` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `wpx_users`
--

DROP TABLE IF EXISTS `wpx_users`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `wpx_users` (
  `ID` int(10) unsigned NOT NULL DEFAULT 0,
  `user_login` mediumtext,
  `user_pass` mediumtext,
  `user_nicename` mediumtext,
  `user_email` mediumtext,
  `user_url` mediumtext,
  `user_registered` mediumtext,
  `user_activation_key` mediumtext,
  `user_status` int(10) unsigned NOT NULL DEFAULT 0,
  `display_name` mediumtext,
  PRIMARY KEY (`ID`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `wpx_users`
--

LOCK TABLES `wpx_users` WRITE;
/*!40000 ALTER TABLE `wpx_users` DISABLE KEYS */;
INSERT INTO `wpx_users` VALUES (1,'siteboss','$P$B','siteboss','Boss@bees.example','','2015-03-01 09:00:00','',0,'Iris Kam'),(2,'beat.keeper','$P$B','beat-keeper','beat@bees.example','','2016-03-01 09:00:00','',0,'Beat Imker'),(3,'drone','$P$B','drone','drone@bees.example','','2017-03-01 09:00:00','',0,'Drone &amp; Co'),(4,'waspish','$P$B','waspish','wasp@bees.example','','2018-03-01 09:00:00','',1,'Waspish'),(5,'larva','$P$B','larva','larva@bees.example','','2026-03-01 09:00:00','key',2,'Larva'),(6,'blocked','$P$B','blocked','blocked@bees.example','','2019-03-01 09:00:00','',0,'Blocked One');
/*!40000 ALTER TABLE `wpx_users` ENABLE KEYS */;
UNLOCK TABLES;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;

-- Dump completed on 2026-10-30  4:15:02
