-- MySQL dump 10.13  Distrib 10.19-11.4.2-MariaDB, for Linux (x86_64)
--
-- Host: localhost    Database: flarum
-- ------------------------------------------------------
-- Server version	10.19-11.4.2-MariaDB

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

--
-- Table structure for table `fl_access_tokens`
--

DROP TABLE IF EXISTS `fl_access_tokens`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_access_tokens` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `token` mediumtext,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_access_tokens`
--

LOCK TABLES `fl_access_tokens` WRITE;
/*!40000 ALTER TABLE `fl_access_tokens` DISABLE KEYS */;
INSERT INTO `fl_access_tokens` VALUES (1,'secret-token',1);
/*!40000 ALTER TABLE `fl_access_tokens` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_discussion_tag`
--

DROP TABLE IF EXISTS `fl_discussion_tag`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_discussion_tag` (
  `discussion_id` int(10) unsigned NOT NULL DEFAULT 0,
  `tag_id` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`discussion_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_discussion_tag`
--

LOCK TABLES `fl_discussion_tag` WRITE;
/*!40000 ALTER TABLE `fl_discussion_tag` DISABLE KEYS */;
INSERT INTO `fl_discussion_tag` VALUES (1,1),(1,2),(1,5),(2,3),(3,1),(4,1),(6,4),(6,1);
/*!40000 ALTER TABLE `fl_discussion_tag` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_discussions`
--

DROP TABLE IF EXISTS `fl_discussions`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_discussions` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `comment_count` int(10) unsigned NOT NULL DEFAULT 0,
  `created_at` mediumtext,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `first_post_id` int(10) unsigned NOT NULL DEFAULT 0,
  `slug` mediumtext,
  `is_private` int(10) unsigned NOT NULL DEFAULT 0,
  `is_approved` int(10) unsigned NOT NULL DEFAULT 0,
  `hidden_at` mediumtext,
  `is_locked` int(10) unsigned NOT NULL DEFAULT 0,
  `view_count` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_discussions`
--

LOCK TABLES `fl_discussions` WRITE;
/*!40000 ALTER TABLE `fl_discussions` DISABLE KEYS */;
INSERT INTO `fl_discussions` VALUES (1,'A giant puffball <3 &amp; more',4,'2026-10-01 08:00:00',2,1,'a-giant-puffball',0,1,NULL,0,77),(2,'Spots we keep to ourselves',1,'2026-10-02 08:00:00',3,20,'spots',0,1,NULL,1,5),(3,'Hidden one',1,'2026-10-03 08:00:00',4,30,'hidden-one',0,1,'2026-10-04 08:00:00',0,2),(4,'Awaiting',1,'2026-10-05 08:00:00',5,40,'awaiting',1,0,NULL,0,0),(5,'Private talk',2,'2026-10-06 08:00:00',2,50,'private-talk',1,1,NULL,0,0),(6,'Mod notes on boletus',1,'2026-10-07 08:00:00',1,60,'mod',0,1,NULL,0,0);
/*!40000 ALTER TABLE `fl_discussions` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_group_permission`
--

DROP TABLE IF EXISTS `fl_group_permission`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_group_permission` (
  `group_id` int(10) unsigned NOT NULL DEFAULT 0,
  `permission` mediumtext,
  PRIMARY KEY (`group_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_group_permission`
--

LOCK TABLES `fl_group_permission` WRITE;
/*!40000 ALTER TABLE `fl_group_permission` DISABLE KEYS */;
INSERT INTO `fl_group_permission` VALUES (2,'viewForum'),(3,'discussion.reply'),(3,'tag3.viewForum'),(4,'tag4.viewForum'),(4,'discussion.hide');
/*!40000 ALTER TABLE `fl_group_permission` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_group_user`
--

DROP TABLE IF EXISTS `fl_group_user`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_group_user` (
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `group_id` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_group_user`
--

LOCK TABLES `fl_group_user` WRITE;
/*!40000 ALTER TABLE `fl_group_user` DISABLE KEYS */;
INSERT INTO `fl_group_user` VALUES (1,1),(1,4),(3,4);
/*!40000 ALTER TABLE `fl_group_user` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_groups`
--

DROP TABLE IF EXISTS `fl_groups`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_groups` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `name_singular` mediumtext,
  `name_plural` mediumtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_groups`
--

LOCK TABLES `fl_groups` WRITE;
/*!40000 ALTER TABLE `fl_groups` DISABLE KEYS */;
INSERT INTO `fl_groups` VALUES (1,'Admin','Admins'),(2,'Guest','Guests'),(3,'Member','Members'),(4,'Mod','Mods');
/*!40000 ALTER TABLE `fl_groups` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_ignored_user`
--

DROP TABLE IF EXISTS `fl_ignored_user`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_ignored_user` (
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `ignored_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`user_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_ignored_user`
--

LOCK TABLES `fl_ignored_user` WRITE;
/*!40000 ALTER TABLE `fl_ignored_user` DISABLE KEYS */;
INSERT INTO `fl_ignored_user` VALUES (3,4);
/*!40000 ALTER TABLE `fl_ignored_user` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_post_likes`
--

DROP TABLE IF EXISTS `fl_post_likes`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_post_likes` (
  `post_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `created_at` mediumtext,
  PRIMARY KEY (`post_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_post_likes`
--

LOCK TABLES `fl_post_likes` WRITE;
/*!40000 ALTER TABLE `fl_post_likes` DISABLE KEYS */;
INSERT INTO `fl_post_likes` VALUES (1,1,'2026-10-01 08:05:00'),(1,3,NULL);
/*!40000 ALTER TABLE `fl_post_likes` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_post_mentions_post`
--

DROP TABLE IF EXISTS `fl_post_mentions_post`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_post_mentions_post` (
  `post_id` int(10) unsigned NOT NULL DEFAULT 0,
  `mentions_post_id` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`post_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_post_mentions_post`
--

LOCK TABLES `fl_post_mentions_post` WRITE;
/*!40000 ALTER TABLE `fl_post_mentions_post` DISABLE KEYS */;
INSERT INTO `fl_post_mentions_post` VALUES (4,2),(5,4);
/*!40000 ALTER TABLE `fl_post_mentions_post` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_post_reactions`
--

DROP TABLE IF EXISTS `fl_post_reactions`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_post_reactions` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `post_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `reaction_id` int(10) unsigned NOT NULL DEFAULT 0,
  `created_at` mediumtext,
  `updated_at` mediumtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_post_reactions`
--

LOCK TABLES `fl_post_reactions` WRITE;
/*!40000 ALTER TABLE `fl_post_reactions` DISABLE KEYS */;
INSERT INTO `fl_post_reactions` VALUES (1,2,2,2,'2026-10-01 09:10:00',NULL);
/*!40000 ALTER TABLE `fl_post_reactions` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_posts`
--

DROP TABLE IF EXISTS `fl_posts`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_posts` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `discussion_id` int(10) unsigned NOT NULL DEFAULT 0,
  `number` int(10) unsigned NOT NULL DEFAULT 0,
  `created_at` mediumtext,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `type` mediumtext,
  `content` mediumtext,
  `edited_at` mediumtext,
  `hidden_at` mediumtext,
  `is_private` int(10) unsigned NOT NULL DEFAULT 0,
  `is_approved` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_posts`
--

LOCK TABLES `fl_posts` WRITE;
/*!40000 ALTER TABLE `fl_posts` DISABLE KEYS */;
INSERT INTO `fl_posts` VALUES (1,1,1,'2026-10-01 08:00:00',2,'comment','<r><p>Found <STRONG><s>**</s>this<e>**</e></STRONG> &amp; more:</p>\n<LIST><LI><s>- </s>one</LI>\n<LI><s>- </s>two</LI></LIST>\n<p><IMG alt=\"\" src=\"https://mushrooms.example/p.jpg\"><s>![</s><e>](https://mushrooms.example/p.jpg)</e></IMG></p></r>','2026-10-01 08:30:00',NULL,0,1),(2,1,2,'2026-10-01 09:00:00',3,'comment','<t><p>It is young.<br/>\nCut it. Ask @morel!</p></t>',NULL,NULL,0,1),(3,1,3,'2026-10-01 09:30:00',2,'discussionRenamed','[\"Puffball\",\"A giant puffball\"]',NULL,NULL,0,1),(4,1,4,'2026-10-01 10:00:00',1,'comment','<r><p><POSTMENTION discussionid=\"1\" displayname=\"chanterelle\" id=\"2\" number=\"2\">@\"chanterelle\"#p2</POSTMENTION> agreed, <USERMENTION displayname=\"Morel Maria\" id=\"2\" username=\"morel\">@\"Morel Maria\"#2</USERMENTION> may cut it. <C><s>`</s>@nobody<e>`</e></C></p></r>',NULL,NULL,0,1),(5,1,5,'2026-10-01 11:00:00',NULL,'comment','<r><QUOTE><i>&gt; </i><p><POSTMENTION discussionid=\"1\" displayname=\"Noor B.\" id=\"4\" number=\"4\">@\"Noor B.\"#p4</POSTMENTION> agreed, <USERMENTION displayname=\"Morel Maria\" id=\"2\">@\"Morel Maria\"#2</USERMENTION></p></QUOTE>\n\n<p>So do I.</p></r>',NULL,NULL,0,1),(6,1,6,'2026-10-01 12:00:00',4,'comment','<t><p>Eat it raw</p></t>',NULL,'2026-10-01 12:30:00',0,1),(7,1,7,'2026-10-05 12:00:00',5,'comment','<t><p>Let me in</p></t>',NULL,NULL,1,0),(8,1,8,'2026-10-05 12:00:00',1,'comment','<r><p>cut off <STRONG>in the midd',NULL,NULL,0,1),(20,2,1,'2026-10-02 08:00:00',3,'comment','<t><p>By the old mill</p></t>',NULL,NULL,0,1),(30,3,1,'2026-10-03 08:00:00',4,'comment','<t><p>bad</p></t>',NULL,NULL,0,1),(40,4,1,'2026-10-05 08:00:00',5,'comment','<t><p>hello</p></t>',NULL,NULL,1,0),(50,5,1,'2026-10-06 08:00:00',2,'comment','<t><p>SECRET WORDS</p></t>',NULL,NULL,1,1),(51,5,2,'2026-10-06 09:00:00',1,'comment','<t><p>SECRET ANSWER</p></t>',NULL,NULL,1,1),(60,6,1,'2026-10-07 08:00:00',1,'comment','<t><p>watch deathcap</p></t>',NULL,NULL,0,1);
/*!40000 ALTER TABLE `fl_posts` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_reactions`
--

DROP TABLE IF EXISTS `fl_reactions`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_reactions` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `identifier` mediumtext,
  `type` mediumtext,
  `enabled` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_reactions`
--

LOCK TABLES `fl_reactions` WRITE;
/*!40000 ALTER TABLE `fl_reactions` DISABLE KEYS */;
INSERT INTO `fl_reactions` VALUES (1,'thumbsup','emoji',1),(2,'mushroom','emoji',1);
/*!40000 ALTER TABLE `fl_reactions` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_recipients`
--

DROP TABLE IF EXISTS `fl_recipients`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_recipients` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `discussion_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `group_id` mediumtext,
  `removed_at` mediumtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_recipients`
--

LOCK TABLES `fl_recipients` WRITE;
/*!40000 ALTER TABLE `fl_recipients` DISABLE KEYS */;
INSERT INTO `fl_recipients` VALUES (1,5,2,NULL,NULL),(2,5,1,NULL,NULL),(3,5,3,NULL,'2026-10-06 08:30:00');
/*!40000 ALTER TABLE `fl_recipients` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_tags`
--

DROP TABLE IF EXISTS `fl_tags`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_tags` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `name` mediumtext,
  `slug` mediumtext,
  `description` mediumtext,
  `position` int(10) unsigned NOT NULL DEFAULT 0,
  `parent_id` mediumtext,
  `is_restricted` int(10) unsigned NOT NULL DEFAULT 0,
  `is_hidden` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_tags`
--

LOCK TABLES `fl_tags` WRITE;
/*!40000 ALTER TABLE `fl_tags` DISABLE KEYS */;
INSERT INTO `fl_tags` VALUES (1,'Finds','finds','What we found & where',0,NULL,0,0),(2,'Autumn finds','autumn','',0,1,0,0),(3,'Members','members','',1,NULL,1,0),(4,'Moderators','mods','',2,NULL,1,1),(5,'boletus','boletus','',NULL,NULL,0,0);
/*!40000 ALTER TABLE `fl_tags` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_user_followers`
--

DROP TABLE IF EXISTS `fl_user_followers`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_user_followers` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `followed_user_id` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_user_followers`
--

LOCK TABLES `fl_user_followers` WRITE;
/*!40000 ALTER TABLE `fl_user_followers` DISABLE KEYS */;
INSERT INTO `fl_user_followers` VALUES (1,1,2);
/*!40000 ALTER TABLE `fl_user_followers` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `fl_users`
--

DROP TABLE IF EXISTS `fl_users`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `fl_users` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `nickname` mediumtext,
  `email` mediumtext,
  `is_email_confirmed` int(10) unsigned NOT NULL DEFAULT 0,
  `password` mediumtext,
  `bio` mediumtext,
  `joined_at` mediumtext,
  `last_seen_at` mediumtext,
  `suspended_until` mediumtext,
  `preferences` mediumtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `fl_users`
--

LOCK TABLES `fl_users` WRITE;
/*!40000 ALTER TABLE `fl_users` DISABLE KEYS */;
INSERT INTO `fl_users` VALUES (1,'admin','Noor B.','noor@mushrooms.example',1,'$2y$10$x','Keeps the spores.','2021-03-01 10:00:00','2026-10-29 20:00:00',NULL,NULL),(2,'morel','Morel Maria','maria@mushrooms.example',1,'$2y','','2021-04-01 10:00:00','2026-10-28 09:00:00',NULL,NULL),(3,'chanterelle',NULL,'chant@mushrooms.example',1,'$2y',NULL,'2021-05-01 10:00:00','2026-10-20 09:00:00',NULL,NULL),(4,'deathcap',NULL,'cap@mushrooms.example',1,'$2y',NULL,'2022-05-01 10:00:00','2023-10-20 09:00:00','2038-01-01 00:00:00',NULL),(5,'spore',NULL,'spore@mushrooms.example',0,'$2y',NULL,'2026-10-01 10:00:00',NULL,NULL,NULL),(6,'lifted',NULL,'lifted@mushrooms.example',1,'$2y',NULL,'2022-05-01 10:00:00','2025-10-20 09:00:00','2024-01-01 00:00:00',NULL);
/*!40000 ALTER TABLE `fl_users` ENABLE KEYS */;
UNLOCK TABLES;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;

-- Dump completed on 2026-10-30  4:15:02
