-- MySQL dump 10.13  Distrib 5.7.44, for Linux (x86_64)
--
-- Host: localhost    Database: tandems
-- ------------------------------------------------------
-- Server version	5.7.44

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

--
-- Table structure for table `xf_conversation_master`
--

DROP TABLE IF EXISTS `xf_conversation_master`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_conversation_master` (
  `conversation_id` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `start_date` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`conversation_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_conversation_master`
--

LOCK TABLES `xf_conversation_master` WRITE;
/*!40000 ALTER TABLE `xf_conversation_master` DISABLE KEYS */;
INSERT INTO `xf_conversation_master` VALUES (1,'SECRET SUBJECT',1,'Bram de Wit',1600030000);
/*!40000 ALTER TABLE `xf_conversation_master` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_conversation_message`
--

DROP TABLE IF EXISTS `xf_conversation_message`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_conversation_message` (
  `message_id` int(10) unsigned NOT NULL DEFAULT 0,
  `conversation_id` int(10) unsigned NOT NULL DEFAULT 0,
  `message_date` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `message` mediumtext,
  PRIMARY KEY (`message_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_conversation_message`
--

LOCK TABLES `xf_conversation_message` WRITE;
/*!40000 ALTER TABLE `xf_conversation_message` DISABLE KEYS */;
INSERT INTO `xf_conversation_message` VALUES (1,1,1600030000,1,'Bram de Wit','SECRET WORDS'),(2,1,1600031000,2,'Loes','SECRET ANSWER'),(3,2,1600031000,2,'Loes','to nobody left');
/*!40000 ALTER TABLE `xf_conversation_message` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_conversation_recipient`
--

DROP TABLE IF EXISTS `xf_conversation_recipient`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_conversation_recipient` (
  `conversation_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `recipient_state` mediumtext,
  `last_read_date` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`conversation_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_conversation_recipient`
--

LOCK TABLES `xf_conversation_recipient` WRITE;
/*!40000 ALTER TABLE `xf_conversation_recipient` DISABLE KEYS */;
INSERT INTO `xf_conversation_recipient` VALUES (1,1,'active',1600031000),(1,2,'active',1600031000),(1,3,'deleted',0),(2,2,'active',1);
/*!40000 ALTER TABLE `xf_conversation_recipient` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_deletion_log`
--

DROP TABLE IF EXISTS `xf_deletion_log`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_deletion_log` (
  `content_type` mediumtext,
  `content_id` int(10) unsigned NOT NULL DEFAULT 0,
  `delete_date` int(10) unsigned NOT NULL DEFAULT 0,
  `delete_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `delete_username` mediumtext,
  `delete_reason` mediumtext,
  PRIMARY KEY (`content_type`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_deletion_log`
--

LOCK TABLES `xf_deletion_log` WRITE;
/*!40000 ALTER TABLE `xf_deletion_log` DISABLE KEYS */;
INSERT INTO `xf_deletion_log` VALUES ('post',104,1600009000,1,'Bram de Wit','spam'),('thread',13,1600020000,1,'Bram de Wit','');
/*!40000 ALTER TABLE `xf_deletion_log` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_liked_content`
--

DROP TABLE IF EXISTS `xf_liked_content`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_liked_content` (
  `like_id` int(10) unsigned NOT NULL DEFAULT 0,
  `content_type` mediumtext,
  `content_id` int(10) unsigned NOT NULL DEFAULT 0,
  `like_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `like_date` int(10) unsigned NOT NULL DEFAULT 0,
  `content_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`like_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_liked_content`
--

LOCK TABLES `xf_liked_content` WRITE;
/*!40000 ALTER TABLE `xf_liked_content` DISABLE KEYS */;
INSERT INTO `xf_liked_content` VALUES (1,'post',100,2,1600001500,1),(2,'post',101,1,1600001600,2),(3,'profile_post',9,1,1600001700,2),(4,'media',9,1,1600001700,2);
/*!40000 ALTER TABLE `xf_liked_content` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_node`
--

DROP TABLE IF EXISTS `xf_node`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_node` (
  `node_id` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `description` mediumtext,
  `node_name` mediumtext,
  `node_type_id` mediumtext,
  `parent_node_id` int(10) unsigned NOT NULL DEFAULT 0,
  `display_order` int(10) unsigned NOT NULL DEFAULT 0,
  `display_in_list` int(10) unsigned NOT NULL DEFAULT 0,
  `lft` int(10) unsigned NOT NULL DEFAULT 0,
  `rgt` int(10) unsigned NOT NULL DEFAULT 0,
  `depth` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`node_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_node`
--

LOCK TABLES `xf_node` WRITE;
/*!40000 ALTER TABLE `xf_node` DISABLE KEYS */;
INSERT INTO `xf_node` VALUES (1,'Tandem Club','','','Category',0,1,1,1,10,0),(2,'Rides','Where we go &amp; <b>when</b>','','Forum',1,1,1,2,3,1),(3,'Board room','','','Forum',1,2,1,4,7,1),(4,'Minutes','','','Forum',3,2,1,5,6,2),(5,'Shop','','','LinkForum',1,3,1,8,9,1),(6,'Members only','','','Forum',1,4,1,8,9,1);
/*!40000 ALTER TABLE `xf_node` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_option`
--

DROP TABLE IF EXISTS `xf_option`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_option` (
  `option_id` mediumtext,
  `option_value` mediumtext,
  PRIMARY KEY (`option_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_option`
--

LOCK TABLES `xf_option` WRITE;
/*!40000 ALTER TABLE `xf_option` DISABLE KEYS */;
INSERT INTO `xf_option` VALUES ('boardTitle','Tandem Club'),('boardUrl','https://forum.tandems.example');
/*!40000 ALTER TABLE `xf_option` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_permission_entry_content`
--

DROP TABLE IF EXISTS `xf_permission_entry_content`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_permission_entry_content` (
  `permission_entry_id` int(10) unsigned NOT NULL DEFAULT 0,
  `content_type` mediumtext,
  `content_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_group_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `permission_group_id` mediumtext,
  `permission_id` mediumtext,
  `permission_value` mediumtext,
  `permission_value_int` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`permission_entry_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_permission_entry_content`
--

LOCK TABLES `xf_permission_entry_content` WRITE;
/*!40000 ALTER TABLE `xf_permission_entry_content` DISABLE KEYS */;
INSERT INTO `xf_permission_entry_content` VALUES (1,'node',3,0,0,'general','viewNode','reset',0),(2,'node',3,3,0,'general','viewNode','content_allow',0),(3,'node',6,1,0,'general','viewNode','deny',0),(4,'node',2,1,0,'general','viewNode','content_allow',0),(5,'node',2,1,0,'forum','postThread','deny',0),(6,'node',2,0,4,'general','viewNode','reset',0);
/*!40000 ALTER TABLE `xf_permission_entry_content` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_phrase`
--

DROP TABLE IF EXISTS `xf_phrase`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_phrase` (
  `phrase_id` int(10) unsigned NOT NULL DEFAULT 0,
  `language_id` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `phrase_text` mediumtext,
  PRIMARY KEY (`phrase_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_phrase`
--

LOCK TABLES `xf_phrase` WRITE;
/*!40000 ALTER TABLE `xf_phrase` DISABLE KEYS */;
INSERT INTO `xf_phrase` VALUES (1,0,'thread_prefix_1','Ride'),(2,0,'user_field_bike','What do you ride?'),(3,0,'user_field_dob','Date of birth');
/*!40000 ALTER TABLE `xf_phrase` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_post`
--

DROP TABLE IF EXISTS `xf_post`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_post` (
  `post_id` int(10) unsigned NOT NULL DEFAULT 0,
  `thread_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `post_date` int(10) unsigned NOT NULL DEFAULT 0,
  `message` mediumtext,
  `ip_id` int(10) unsigned NOT NULL DEFAULT 0,
  `message_state` mediumtext,
  `attach_count` int(10) unsigned NOT NULL DEFAULT 0,
  `position` int(10) unsigned NOT NULL DEFAULT 0,
  `last_edit_date` int(10) unsigned NOT NULL DEFAULT 0,
  `last_edit_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`post_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_post`
--

LOCK TABLES `xf_post` WRITE;
/*!40000 ALTER TABLE `xf_post` DISABLE KEYS */;
INSERT INTO `xf_post` VALUES (100,10,1,'Bram de Wit',1600000000,'Who joins the [B]dyke ride[/B]?\n[URL=\"https://tandems.example/ride\"]Route[/URL] [ATTACH type=\"full\"]12[/ATTACH]',1,'visible',0,0,1600000900,1),(101,10,2,'Loes',1600001000,'I do! [USER=3]@Jean-Luc \"JL\" Petit[/USER] too? And @Bram.',1,'visible',0,1,0,0),(102,10,3,'Jean-Luc \"JL\" Petit',1600002000,'[QUOTE=\"Loes, post: 101, member: 2\"]I do![QUOTE=\"Bram de Wit, post: 100, member: 1\"]Who[/QUOTE][/QUOTE]\nMoi aussi, à vélo 🚲\n[CODE]if @loes: pass[/CODE]',1,'visible',0,2,0,0),(103,10,0,'Old Rider',1600003000,'[QUOTE=Loes]I do![/QUOTE]\nFrom the guest book',0,'visible',0,3,0,0),(104,10,4,'Cranky',1600004000,'rude words',1,'deleted',0,4,0,0),(105,10,5,'Onbevestigd',1755000100,'wait for me',1,'moderated',0,5,0,0),(110,11,2,'Loes',1600005000,'Which tyre?',1,'visible',0,0,0,0),(130,13,4,'Cranky',1600010000,'gone',1,'visible',0,0,0,0),(140,14,5,'Onbevestigd',1755000200,'hi',1,'visible',0,0,0,0),(150,15,1,'Bram de Wit',1600040000,'Minutes of May',1,'visible',0,0,0,0);
/*!40000 ALTER TABLE `xf_post` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_profile_post`
--

DROP TABLE IF EXISTS `xf_profile_post`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_profile_post` (
  `profile_post_id` int(10) unsigned NOT NULL DEFAULT 0,
  `profile_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `post_date` int(10) unsigned NOT NULL DEFAULT 0,
  `message` mediumtext,
  `message_state` mediumtext,
  PRIMARY KEY (`profile_post_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_profile_post`
--

LOCK TABLES `xf_profile_post` WRITE;
/*!40000 ALTER TABLE `xf_profile_post` DISABLE KEYS */;
INSERT INTO `xf_profile_post` VALUES (9,2,1,'Bram de Wit',1600050000,'Nice [B]bell[/B], Loes','visible'),(10,1,1,'Bram de Wit',1600051000,'New chain','visible'),(11,1,4,'Cranky',1600052000,'rude','deleted'),(12,1,5,'Onbevestigd',1755000300,'hi','moderated');
/*!40000 ALTER TABLE `xf_profile_post` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_profile_post_comment`
--

DROP TABLE IF EXISTS `xf_profile_post_comment`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_profile_post_comment` (
  `profile_post_comment_id` int(10) unsigned NOT NULL DEFAULT 0,
  `profile_post_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `comment_date` int(10) unsigned NOT NULL DEFAULT 0,
  `message` mediumtext,
  `message_state` mediumtext,
  PRIMARY KEY (`profile_post_comment_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_profile_post_comment`
--

LOCK TABLES `xf_profile_post_comment` WRITE;
/*!40000 ALTER TABLE `xf_profile_post_comment` DISABLE KEYS */;
INSERT INTO `xf_profile_post_comment` VALUES (5,9,2,'Loes',1600050500,'Thanks @Bram','visible'),(6,9,4,'Cranky',1600050600,'meh','deleted');
/*!40000 ALTER TABLE `xf_profile_post_comment` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_thread`
--

DROP TABLE IF EXISTS `xf_thread`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_thread` (
  `thread_id` int(10) unsigned NOT NULL DEFAULT 0,
  `node_id` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `reply_count` int(10) unsigned NOT NULL DEFAULT 0,
  `view_count` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `post_date` int(10) unsigned NOT NULL DEFAULT 0,
  `sticky` int(10) unsigned NOT NULL DEFAULT 0,
  `discussion_state` mediumtext,
  `discussion_open` int(10) unsigned NOT NULL DEFAULT 0,
  `discussion_type` mediumtext,
  `first_post_id` int(10) unsigned NOT NULL DEFAULT 0,
  `prefix_id` int(10) unsigned NOT NULL DEFAULT 0,
  `tags` mediumtext,
  PRIMARY KEY (`thread_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_thread`
--

LOCK TABLES `xf_thread` WRITE;
/*!40000 ALTER TABLE `xf_thread` DISABLE KEYS */;
INSERT INTO `xf_thread` VALUES (10,2,'Dyke ride: 40 km, with &amp; without wind',5,210,1,'Bram de Wit',1600000000,0,'visible',1,'',100,1,'a:2:{i:4;a:2:{s:3:\"tag\";s:4:\"dyke\";s:7:\"tag_url\";s:4:\"dyke\";}i:5;a:2:{s:3:\"tag\";s:8:\"à vélo\";s:7:\"tag_url\";s:4:\"velo\";}}'),(11,6,'Tyres',0,12,2,'Loes',1600005000,0,'visible',0,'poll',110,0,'a:0:{}'),(12,2,'Moved',0,0,1,'Bram de Wit',1600000000,0,'visible',1,'redirect',0,0,''),(13,2,'Gone',0,3,4,'Cranky',1600010000,0,'deleted',1,'',130,0,''),(14,2,'New here',0,3,5,'Onbevestigd',1755000200,0,'moderated',1,'',140,0,''),(15,4,'Minutes',0,3,1,'Bram de Wit',1600040000,0,'visible',1,'',150,0,'');
/*!40000 ALTER TABLE `xf_thread` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_user`
--

DROP TABLE IF EXISTS `xf_user`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_user` (
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `email` mediumtext,
  `gender` mediumtext,
  `custom_title` mediumtext,
  `language_id` int(10) unsigned NOT NULL DEFAULT 0,
  `timezone` mediumtext,
  `user_group_id` int(10) unsigned NOT NULL DEFAULT 0,
  `secondary_group_ids` varchar(255) DEFAULT NULL COMMENT 'what it''s for, really',
  `register_date` int(10) unsigned NOT NULL DEFAULT 0,
  `last_activity` int(10) unsigned NOT NULL DEFAULT 0,
  `is_moderator` int(10) unsigned NOT NULL DEFAULT 0,
  `is_admin` int(10) unsigned NOT NULL DEFAULT 0,
  `is_banned` int(10) unsigned NOT NULL DEFAULT 0,
  `user_state` mediumtext,
  `is_staff` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_user`
--

LOCK TABLES `xf_user` WRITE;
/*!40000 ALTER TABLE `xf_user` DISABLE KEYS */;
INSERT INTO `xf_user` VALUES (1,'Bram de Wit','bram@tandems.example','male','',1,'Europe/Amsterdam',2,'3',1400000000,1760000000,1,1,0,'valid',1),(2,'Loes','loes@tandems.example','','',1,'Europe/Amsterdam',2,'',1410000000,1759000000,0,0,0,'valid',0),(3,'Jean-Luc \"JL\" Petit','jl@tandems.example','','',1,'Europe/Paris',2,'',1420000000,1758000000,1,0,0,'email_confirm_edit',0),(4,'Cranky','cranky@tandems.example','','',1,'',2,'',1430000000,1500000000,0,0,1,'valid',0),(5,'Onbevestigd','nieuw@tandems.example','','',1,'',1,'',1755000000,0,0,0,0,'email_confirm',0),(6,'Week Off','off@tandems.example','','',1,'',2,'',1440000000,1700000000,0,0,1,'valid',0),(7,'Jonge Fietser','jong@tandems.example','','',1,'',2,'',1740000000,1757000000,0,0,0,'valid',0);
/*!40000 ALTER TABLE `xf_user` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_user_authenticate`
--

DROP TABLE IF EXISTS `xf_user_authenticate`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_user_authenticate` (
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `scheme_class` mediumtext,
  `data` mediumtext,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_user_authenticate`
--

LOCK TABLES `xf_user_authenticate` WRITE;
/*!40000 ALTER TABLE `xf_user_authenticate` DISABLE KEYS */;
INSERT INTO `xf_user_authenticate` VALUES (1,'XenForo_Authentication_Core12','a:1:{s:4:\"hash\";s:3:\"xyz\";}');
/*!40000 ALTER TABLE `xf_user_authenticate` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_user_ban`
--

DROP TABLE IF EXISTS `xf_user_ban`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_user_ban` (
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `ban_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `ban_date` int(10) unsigned NOT NULL DEFAULT 0,
  `end_date` int(10) unsigned NOT NULL DEFAULT 0,
  `user_reason` mediumtext,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_user_ban`
--

LOCK TABLES `xf_user_ban` WRITE;
/*!40000 ALTER TABLE `xf_user_ban` DISABLE KEYS */;
INSERT INTO `xf_user_ban` VALUES (4,1,1500000100,0,'rude'),(6,1,1700000100,1700700000,'');
/*!40000 ALTER TABLE `xf_user_ban` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_user_field_value`
--

DROP TABLE IF EXISTS `xf_user_field_value`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_user_field_value` (
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `field_id` mediumtext,
  `field_value` mediumtext,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_user_field_value`
--

LOCK TABLES `xf_user_field_value` WRITE;
/*!40000 ALTER TABLE `xf_user_field_value` DISABLE KEYS */;
INSERT INTO `xf_user_field_value` VALUES (1,'bike','A <b>Santana</b>'),(2,'bike','a:2:{s:3:\"red\";s:7:\"red one\";s:4:\"blue\";s:8:\"blue one\";}'),(2,'dob','1 May 1980');
/*!40000 ALTER TABLE `xf_user_field_value` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_user_follow`
--

DROP TABLE IF EXISTS `xf_user_follow`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_user_follow` (
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `follow_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `follow_date` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_user_follow`
--

LOCK TABLES `xf_user_follow` WRITE;
/*!40000 ALTER TABLE `xf_user_follow` DISABLE KEYS */;
INSERT INTO `xf_user_follow` VALUES (1,2,1500000000),(2,1,1500000500),(3,0,1);
/*!40000 ALTER TABLE `xf_user_follow` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_user_ignored`
--

DROP TABLE IF EXISTS `xf_user_ignored`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_user_ignored` (
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `ignored_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_user_ignored`
--

LOCK TABLES `xf_user_ignored` WRITE;
/*!40000 ALTER TABLE `xf_user_ignored` DISABLE KEYS */;
INSERT INTO `xf_user_ignored` VALUES (2,4);
/*!40000 ALTER TABLE `xf_user_ignored` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `xf_user_profile`
--

DROP TABLE IF EXISTS `xf_user_profile`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `xf_user_profile` (
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `dob_day` int(10) unsigned NOT NULL DEFAULT 0,
  `dob_month` int(10) unsigned NOT NULL DEFAULT 0,
  `dob_year` int(10) unsigned NOT NULL DEFAULT 0,
  `signature` mediumtext,
  `website` mediumtext,
  `location` mediumtext,
  `about` mediumtext,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `xf_user_profile`
--

LOCK TABLES `xf_user_profile` WRITE;
/*!40000 ALTER TABLE `xf_user_profile` DISABLE KEYS */;
INSERT INTO `xf_user_profile` VALUES (1,3,4,1971,'[i]Ride on[/i]','https://bram.example','Utrecht & around','I build [b]tandems[/b].'),(2,1,1,0,'','','',''),(7,20,9,2010,'','','Gent','');
/*!40000 ALTER TABLE `xf_user_profile` ENABLE KEYS */;
UNLOCK TABLES;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;

-- Dump completed on 2026-10-30  4:15:02
