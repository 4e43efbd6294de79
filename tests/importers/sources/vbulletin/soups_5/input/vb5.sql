-- MySQL dump 10.13  Distrib 5.7.44, for Linux (x86_64)
--
-- Host: localhost    Database: soups5
-- ------------------------------------------------------
-- Server version	5.7.44

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

--
-- Table structure for table `vb_contenttype`
--

DROP TABLE IF EXISTS `vb_contenttype`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_contenttype` (
  `contenttypeid` int(10) unsigned NOT NULL DEFAULT 0,
  `class` mediumtext,
  `packageid` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`contenttypeid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_contenttype`
--

LOCK TABLES `vb_contenttype` WRITE;
/*!40000 ALTER TABLE `vb_contenttype` DISABLE KEYS */;
INSERT INTO `vb_contenttype` VALUES (23,'Channel',1),(22,'Text',1),(29,'Poll',1),(30,'PrivateMessage',1),(27,'Attach',1),(28,'Photo',1);
/*!40000 ALTER TABLE `vb_contenttype` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_groupintopic`
--

DROP TABLE IF EXISTS `vb_groupintopic`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_groupintopic` (
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `groupid` int(10) unsigned NOT NULL DEFAULT 0,
  `nodeid` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`userid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_groupintopic`
--

LOCK TABLES `vb_groupintopic` WRITE;
/*!40000 ALTER TABLE `vb_groupintopic` DISABLE KEYS */;
INSERT INTO `vb_groupintopic` VALUES (2,14,7),(3,14,7);
/*!40000 ALTER TABLE `vb_groupintopic` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_moderator`
--

DROP TABLE IF EXISTS `vb_moderator`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_moderator` (
  `moderatorid` int(10) unsigned NOT NULL DEFAULT 0,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `forumid` int(10) unsigned NOT NULL DEFAULT 0,
  `permissions` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`moderatorid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_moderator`
--

LOCK TABLES `vb_moderator` WRITE;
/*!40000 ALTER TABLE `vb_moderator` DISABLE KEYS */;
INSERT INTO `vb_moderator` VALUES (1,2,2,1);
/*!40000 ALTER TABLE `vb_moderator` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_node`
--

DROP TABLE IF EXISTS `vb_node`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_node` (
  `nodeid` int(10) unsigned NOT NULL DEFAULT 0,
  `contenttypeid` int(10) unsigned NOT NULL DEFAULT 0,
  `publishdate` int(10) unsigned NOT NULL DEFAULT 0,
  `unpublishdate` int(10) unsigned NOT NULL DEFAULT 0,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `authorname` mediumtext,
  `title` mediumtext,
  `description` mediumtext,
  `parentid` int(10) unsigned NOT NULL DEFAULT 0,
  `starter` int(10) unsigned NOT NULL DEFAULT 0,
  `created` int(10) unsigned NOT NULL DEFAULT 0,
  `open` int(10) unsigned NOT NULL DEFAULT 0,
  `approved` int(10) unsigned NOT NULL DEFAULT 0,
  `deleteuserid` int(10) unsigned NOT NULL DEFAULT 0,
  `setfor` int(10) unsigned NOT NULL DEFAULT 0,
  `viewperms` int(10) unsigned NOT NULL DEFAULT 0,
  `prefixid` mediumtext,
  `taglist` mediumtext,
  PRIMARY KEY (`nodeid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_node`
--

LOCK TABLES `vb_node` WRITE;
/*!40000 ALTER TABLE `vb_node` DISABLE KEYS */;
INSERT INTO `vb_node` VALUES (1,23,1500000000,0,1,'Köchin','Home','',0,0,1500000000,1,1,0,0,2,NULL,NULL),(2,23,1500000000,0,1,'Köchin','Forum','',1,0,1500000000,1,1,0,0,2,NULL,NULL),(3,23,1500000000,0,1,'Köchin','Staff','',2,0,1500000000,1,1,0,0,2,NULL,NULL),(4,23,1500000000,0,1,'Köchin','Special','',1,0,1500000000,1,1,0,0,2,NULL,NULL),(5,23,1500000000,0,1,'Köchin','Private Messages','',4,0,1500000000,1,1,0,0,2,NULL,NULL),(6,23,1500000000,0,1,'Köchin','Visitor Messages','',4,0,1500000000,1,1,0,0,2,NULL,NULL),(7,23,1500000000,0,2,'Bob','Ladle carvers','We carve',1,0,1500000000,1,1,0,0,2,NULL,NULL),(20,22,1500000000,0,1,'Köchin','Onion soup &amp; gratin','',2,20,1500000000,1,1,0,0,2,'ask','onion,gratin'),(21,22,1500000500,0,2,'Bob','','',20,20,1500000500,1,1,0,0,2,NULL,NULL),(22,22,1500000600,0,3,'stock','','',21,20,1500000600,1,1,0,0,2,NULL,NULL),(23,22,1500000700,0,0,'Café Guest','','',20,20,1500000700,1,1,0,0,2,NULL,NULL),(24,22,1500000800,1500000900,4,'Salty','','',20,20,1500000800,1,1,1,0,2,NULL,NULL),(25,22,1755000000,0,5,'fresh','','',20,20,1755000000,1,0,0,0,2,NULL,NULL),(26,27,1500000000,0,1,'Köchin','photo.jpg','',20,20,1500000000,1,1,0,0,2,NULL,NULL),(27,22,1500001000,0,3,'stock','','',20,20,1500001000,1,1,0,0,2,NULL,NULL),(30,29,1500002000,0,1,'Köchin','Spoon or ladle?','',3,30,1500002000,0,1,0,0,2,NULL,NULL),(40,30,1500003000,0,1,'Köchin','SECRET','',5,40,1500003000,1,1,0,0,2,NULL,NULL),(41,30,1500003100,0,2,'Bob','SECRET','',40,40,1500003100,1,1,0,0,2,NULL,NULL),(50,22,1500004000,0,2,'Bob','','',6,50,1500004000,1,1,0,1,2,NULL,NULL),(60,22,1500005000,1500006000,4,'Salty','Gone','',2,60,1500005000,1,1,1,0,2,NULL,NULL),(61,22,1500005100,0,2,'Bob','','',60,60,1500005100,1,1,0,0,2,NULL,NULL),(62,22,1755000000,0,5,'fresh','Wait','',2,62,1755000000,1,0,0,0,2,NULL,NULL),(63,22,1500007000,0,1,'Köchin','For members','',2,63,1500007000,1,1,0,0,1,NULL,NULL);
/*!40000 ALTER TABLE `vb_node` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_nodeview`
--

DROP TABLE IF EXISTS `vb_nodeview`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_nodeview` (
  `nodeid` int(10) unsigned NOT NULL DEFAULT 0,
  `count` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`nodeid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_nodeview`
--

LOCK TABLES `vb_nodeview` WRITE;
/*!40000 ALTER TABLE `vb_nodeview` DISABLE KEYS */;
INSERT INTO `vb_nodeview` VALUES (20,77);
/*!40000 ALTER TABLE `vb_nodeview` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_permission`
--

DROP TABLE IF EXISTS `vb_permission`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_permission` (
  `permissionid` int(10) unsigned NOT NULL DEFAULT 0,
  `nodeid` int(10) unsigned NOT NULL DEFAULT 0,
  `usergroupid` int(10) unsigned NOT NULL DEFAULT 0,
  `forumpermissions` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`permissionid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_permission`
--

LOCK TABLES `vb_permission` WRITE;
/*!40000 ALTER TABLE `vb_permission` DISABLE KEYS */;
INSERT INTO `vb_permission` VALUES (1,1,1,655367),(2,1,2,20840455),(3,3,1,0),(4,3,2,0),(5,4,1,0);
/*!40000 ALTER TABLE `vb_permission` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_phrase`
--

DROP TABLE IF EXISTS `vb_phrase`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_phrase` (
  `phraseid` int(10) unsigned NOT NULL DEFAULT 0,
  `languageid` int(10) unsigned NOT NULL DEFAULT 0,
  `varname` mediumtext,
  `fieldname` mediumtext,
  `text` mediumtext,
  `product` mediumtext,
  PRIMARY KEY (`phraseid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_phrase`
--

LOCK TABLES `vb_phrase` WRITE;
/*!40000 ALTER TABLE `vb_phrase` DISABLE KEYS */;
INSERT INTO `vb_phrase` VALUES (1,0,'field3_title','cprofilefield','Favourite soups','vbulletin'),(2,0,'field5_title','cprofilefield','Gender','vbulletin'),(3,0,'prefix_ask_title_plain','global','Question','vbulletin'),(4,-1,'field4_title','cprofilefield','Occupation','vbulletin');
/*!40000 ALTER TABLE `vb_phrase` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_reputation`
--

DROP TABLE IF EXISTS `vb_reputation`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_reputation` (
  `reputationid` int(10) unsigned NOT NULL DEFAULT 0,
  `nodeid` int(10) unsigned NOT NULL DEFAULT 0,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `reputation` int(10) unsigned NOT NULL DEFAULT 0,
  `whoadded` int(10) unsigned NOT NULL DEFAULT 0,
  `reason` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`reputationid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_reputation`
--

LOCK TABLES `vb_reputation` WRITE;
/*!40000 ALTER TABLE `vb_reputation` DISABLE KEYS */;
INSERT INTO `vb_reputation` VALUES (1,21,2,1,1,'',1500000900);
/*!40000 ALTER TABLE `vb_reputation` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_sentto`
--

DROP TABLE IF EXISTS `vb_sentto`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_sentto` (
  `nodeid` int(10) unsigned NOT NULL DEFAULT 0,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `folderid` int(10) unsigned NOT NULL DEFAULT 0,
  `deleted` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`nodeid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_sentto`
--

LOCK TABLES `vb_sentto` WRITE;
/*!40000 ALTER TABLE `vb_sentto` DISABLE KEYS */;
INSERT INTO `vb_sentto` VALUES (40,1,3,0),(40,2,1,0),(41,1,1,0),(41,2,3,0);
/*!40000 ALTER TABLE `vb_sentto` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_session`
--

DROP TABLE IF EXISTS `vb_session`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_session` (
  `sessionhash` mediumtext,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `host` mediumtext,
  PRIMARY KEY (`sessionhash`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_session`
--

LOCK TABLES `vb_session` WRITE;
/*!40000 ALTER TABLE `vb_session` DISABLE KEYS */;
INSERT INTO `vb_session` VALUES ('deadbeef',1,'127.0.0.1');
/*!40000 ALTER TABLE `vb_session` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_setting`
--

DROP TABLE IF EXISTS `vb_setting`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_setting` (
  `varname` mediumtext,
  `grouptitle` mediumtext,
  `value` mediumtext,
  PRIMARY KEY (`varname`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_setting`
--

LOCK TABLES `vb_setting` WRITE;
/*!40000 ALTER TABLE `vb_setting` DISABLE KEYS */;
INSERT INTO `vb_setting` VALUES ('bburl','general','https://soups.example/core'),('frontendurl','general','https://soups.example');
/*!40000 ALTER TABLE `vb_setting` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_text`
--

DROP TABLE IF EXISTS `vb_text`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_text` (
  `nodeid` int(10) unsigned NOT NULL DEFAULT 0,
  `rawtext` mediumtext,
  `htmlstate` mediumtext,
  PRIMARY KEY (`nodeid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_text`
--

LOCK TABLES `vb_text` WRITE;
/*!40000 ALTER TABLE `vb_text` DISABLE KEYS */;
INSERT INTO `vb_text` VALUES (20,'How long do you fry the [B]onions[/B]?','off'),(21,'An hour.','off'),(22,'A comment: slowly.','off'),(23,'[QUOTE=Bob;n21]An hour.[/QUOTE] Burnt is good','off'),(24,'insult','off'),(25,'waiting','off'),(27,'Me too','off'),(30,'Vote!','off'),(40,'SECRET WORDS','off'),(41,'SECRET ANSWER','off'),(50,'Lovely soup','off'),(60,'salt','off'),(61,'an answer below it','off'),(62,'hello','off'),(63,'Members, hello','off');
/*!40000 ALTER TABLE `vb_text` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_user`
--

DROP TABLE IF EXISTS `vb_user`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_user` (
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `usergroupid` int(10) unsigned NOT NULL DEFAULT 0,
  `membergroupids` mediumtext,
  `username` mediumtext,
  `password` mediumtext,
  `email` mediumtext,
  `usertitle` mediumtext,
  `joindate` int(10) unsigned NOT NULL DEFAULT 0,
  `lastvisit` int(10) unsigned NOT NULL DEFAULT 0,
  `lastactivity` int(10) unsigned NOT NULL DEFAULT 0,
  `posts` int(10) unsigned NOT NULL DEFAULT 0,
  `birthday` mediumtext,
  `birthday_search` mediumtext,
  `options` int(10) unsigned NOT NULL DEFAULT 0,
  `ipaddress` mediumtext,
  `salt` mediumtext,
  PRIMARY KEY (`userid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_user`
--

LOCK TABLES `vb_user` WRITE;
/*!40000 ALTER TABLE `vb_user` DISABLE KEYS */;
INSERT INTO `vb_user` VALUES (1,6,'','Köchin','md5','Kochin@soups.example','Chef',1262343600,1759990000,1760000000,3,'03-04-1961','1961-03-04',3415,'127.0.0.1','x/y'),(2,2,'','Bob &quot;Ladle&quot; Boil','md5','bob@soups.example','',1270000000,1758000000,1759000000,2,'','0000-00-00',3415,'127.0.0.1','x'),(3,7,'','stock','md5','stock@soups.example','',1280000000,1758000000,1759000000,2,'11-30-0000','0000-00-00',3415,'127.0.0.1','x'),(4,8,'','Salty','md5','salty@soups.example','',1290000000,1500000000,1500000100,2,'','0000-00-00',3415,'127.0.0.1','x'),(5,3,'','fresh','md5','fresh@soups.example','',1755000000,1755000000,0,0,'','0000-00-00',3415,'127.0.0.1','x'),(6,2,'','Sprout','md5','sprout@soups.example','',1740000000,1755000000,1755000000,0,'','0000-00-00',3423,'127.0.0.1','x'),(8,2,'10','Cashier','md5','cash@soups.example','',1740000000,1755000000,1755000000,0,'','0000-00-00',3415,'127.0.0.1','x'),(7,2,'','Young Onion','md5','onion@soups.example','',1740000000,1755000000,1755000000,0,'09-20-2010','2010-09-20',3415,'127.0.0.1','x');
/*!40000 ALTER TABLE `vb_user` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_userban`
--

DROP TABLE IF EXISTS `vb_userban`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_userban` (
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `usergroupid` int(10) unsigned NOT NULL DEFAULT 0,
  `displaygroupid` int(10) unsigned NOT NULL DEFAULT 0,
  `usertitle` mediumtext,
  `customtitle` int(10) unsigned NOT NULL DEFAULT 0,
  `adminid` int(10) unsigned NOT NULL DEFAULT 0,
  `bandate` int(10) unsigned NOT NULL DEFAULT 0,
  `liftdate` int(10) unsigned NOT NULL DEFAULT 0,
  `reason` mediumtext,
  PRIMARY KEY (`userid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_userban`
--

LOCK TABLES `vb_userban` WRITE;
/*!40000 ALTER TABLE `vb_userban` DISABLE KEYS */;
INSERT INTO `vb_userban` VALUES (4,2,0,'',0,1,1500000200,0,'salt');
/*!40000 ALTER TABLE `vb_userban` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_userfield`
--

DROP TABLE IF EXISTS `vb_userfield`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_userfield` (
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `temp` mediumtext,
  `field1` mediumtext,
  `field2` mediumtext,
  `field3` mediumtext,
  `field4` mediumtext,
  `field5` mediumtext,
  PRIMARY KEY (`userid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_userfield`
--

LOCK TABLES `vb_userfield` WRITE;
/*!40000 ALTER TABLE `vb_userfield` DISABLE KEYS */;
INSERT INTO `vb_userfield` VALUES (1,NULL,'Cooks &amp; writes.','Köln','Broths','Cook','female'),(2,NULL,'','','','','');
/*!40000 ALTER TABLE `vb_userfield` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `vb_userlist`
--

DROP TABLE IF EXISTS `vb_userlist`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `vb_userlist` (
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `relationid` int(10) unsigned NOT NULL DEFAULT 0,
  `type` mediumtext,
  `friend` mediumtext,
  PRIMARY KEY (`userid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `vb_userlist`
--

LOCK TABLES `vb_userlist` WRITE;
/*!40000 ALTER TABLE `vb_userlist` DISABLE KEYS */;
INSERT INTO `vb_userlist` VALUES (1,2,'buddy','yes'),(2,1,'buddy','yes'),(3,1,'buddy','no'),(3,2,'buddy','pending'),(2,3,'buddy','denied'),(2,4,'ignore','no');
/*!40000 ALTER TABLE `vb_userlist` ENABLE KEYS */;
UNLOCK TABLES;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;

-- Dump completed on 2026-10-30  4:15:02
