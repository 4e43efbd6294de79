-- MySQL dump 10.13  Distrib 5.1.73, for Linux (x86_64)
--
-- Host: localhost    Database: soups
-- ------------------------------------------------------
-- Server version	5.1.73

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES latin1 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

--
-- Table structure for table `deletionlog`
--

DROP TABLE IF EXISTS `deletionlog`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `deletionlog` (
  `primaryid` int(10) unsigned NOT NULL DEFAULT 0,
  `type` mediumtext,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `reason` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`primaryid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `deletionlog`
--

LOCK TABLES `deletionlog` WRITE;
/*!40000 ALTER TABLE `deletionlog` DISABLE KEYS */;
INSERT INTO `deletionlog` VALUES (104,'post',1,'Köchin','rude',1500003500),(13,'thread',1,'Köchin','',1500004000);
/*!40000 ALTER TABLE `deletionlog` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `discussion`
--

DROP TABLE IF EXISTS `discussion`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `discussion` (
  `discussionid` int(10) unsigned NOT NULL DEFAULT 0,
  `groupid` int(10) unsigned NOT NULL DEFAULT 0,
  `firstpostid` int(10) unsigned NOT NULL DEFAULT 0,
  `lastpostid` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`discussionid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `discussion`
--

LOCK TABLES `discussion` WRITE;
/*!40000 ALTER TABLE `discussion` DISABLE KEYS */;
INSERT INTO `discussion` VALUES (1,1,1,2);
/*!40000 ALTER TABLE `discussion` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `editlog`
--

DROP TABLE IF EXISTS `editlog`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `editlog` (
  `postid` int(10) unsigned NOT NULL DEFAULT 0,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `reason` mediumtext,
  PRIMARY KEY (`postid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `editlog`
--

LOCK TABLES `editlog` WRITE;
/*!40000 ALTER TABLE `editlog` DISABLE KEYS */;
INSERT INTO `editlog` VALUES (101,2,'Bob',1500000600,'');
/*!40000 ALTER TABLE `editlog` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `forum`
--

DROP TABLE IF EXISTS `forum`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `forum` (
  `forumid` int(10) unsigned NOT NULL DEFAULT 0,
  `styleid` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `title_clean` mediumtext,
  `description` mediumtext,
  `options` int(10) unsigned NOT NULL DEFAULT 0,
  `displayorder` int(10) unsigned NOT NULL DEFAULT 0,
  `parentid` int(10) unsigned NOT NULL DEFAULT 0,
  `parentlist` mediumtext,
  `password` mediumtext,
  PRIMARY KEY (`forumid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `forum`
--

LOCK TABLES `forum` WRITE;
/*!40000 ALTER TABLE `forum` DISABLE KEYS */;
INSERT INTO `forum` VALUES (1,0,'Main','Main','',86017,1,-1,'1,-1',''),(2,0,'Br&ouml;ths &amp; <b>Stocks</b>','Broths','All <b>liquids</b>',89799,1,1,'2,1,-1',''),(3,0,'Cooks','Cooks','',89799,2,1,'3,1,-1',''),(4,0,'Staff','Staff','',89799,3,1,'4,1,-1',''),(5,0,'Locked','Locked','',89799,4,1,'5,1,-1','pepper'),(6,0,'Inactive','Inactive','',89798,4,1,'6,1,-1','');
/*!40000 ALTER TABLE `forum` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `forumpermission`
--

DROP TABLE IF EXISTS `forumpermission`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `forumpermission` (
  `forumpermissionid` int(10) unsigned NOT NULL DEFAULT 0,
  `forumid` int(10) unsigned NOT NULL DEFAULT 0,
  `usergroupid` int(10) unsigned NOT NULL DEFAULT 0,
  `forumpermissions` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`forumpermissionid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `forumpermission`
--

LOCK TABLES `forumpermission` WRITE;
/*!40000 ALTER TABLE `forumpermission` DISABLE KEYS */;
INSERT INTO `forumpermission` VALUES (1,3,1,0),(2,4,1,0),(3,4,2,0);
/*!40000 ALTER TABLE `forumpermission` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `groupmessage`
--

DROP TABLE IF EXISTS `groupmessage`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `groupmessage` (
  `gmid` int(10) unsigned NOT NULL DEFAULT 0,
  `discussionid` int(10) unsigned NOT NULL DEFAULT 0,
  `postuserid` int(10) unsigned NOT NULL DEFAULT 0,
  `postusername` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `state` mediumtext,
  `title` mediumtext,
  `pagetext` mediumtext,
  PRIMARY KEY (`gmid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `groupmessage`
--

LOCK TABLES `groupmessage` WRITE;
/*!40000 ALTER TABLE `groupmessage` DISABLE KEYS */;
INSERT INTO `groupmessage` VALUES (1,1,2,'Bob',1500009000,'visible','Which wood?','Cherry?'),(2,1,3,'stock',1500009100,'visible','','[QUOTE=Bob]Cherry?[/QUOTE]Beech.'),(3,1,4,'Salty',1500009200,'moderation','','spam');
/*!40000 ALTER TABLE `groupmessage` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `moderator`
--

DROP TABLE IF EXISTS `moderator`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `moderator` (
  `moderatorid` int(10) unsigned NOT NULL DEFAULT 0,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `forumid` int(10) unsigned NOT NULL DEFAULT 0,
  `permissions` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`moderatorid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `moderator`
--

LOCK TABLES `moderator` WRITE;
/*!40000 ALTER TABLE `moderator` DISABLE KEYS */;
INSERT INTO `moderator` VALUES (1,2,2,1);
/*!40000 ALTER TABLE `moderator` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `phrase`
--

DROP TABLE IF EXISTS `phrase`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `phrase` (
  `phraseid` int(10) unsigned NOT NULL DEFAULT 0,
  `languageid` int(10) unsigned NOT NULL DEFAULT 0,
  `varname` mediumtext,
  `fieldname` mediumtext,
  `text` mediumtext,
  `product` mediumtext,
  PRIMARY KEY (`phraseid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `phrase`
--

LOCK TABLES `phrase` WRITE;
/*!40000 ALTER TABLE `phrase` DISABLE KEYS */;
INSERT INTO `phrase` VALUES (1,0,'field3_title','cprofilefield','Favourite soups','vbulletin'),(2,0,'field5_title','cprofilefield','Gender','vbulletin'),(3,0,'prefix_ask_title_plain','global','Question','vbulletin'),(4,-1,'field4_title','cprofilefield','Occupation','vbulletin');
/*!40000 ALTER TABLE `phrase` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `pm`
--

DROP TABLE IF EXISTS `pm`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `pm` (
  `pmid` int(10) unsigned NOT NULL DEFAULT 0,
  `pmtextid` int(10) unsigned NOT NULL DEFAULT 0,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `folderid` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`pmid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `pm`
--

LOCK TABLES `pm` WRITE;
/*!40000 ALTER TABLE `pm` DISABLE KEYS */;
INSERT INTO `pm` VALUES (1,1,2,0),(2,1,1,-1);
/*!40000 ALTER TABLE `pm` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `pmtext`
--

DROP TABLE IF EXISTS `pmtext`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `pmtext` (
  `pmtextid` int(10) unsigned NOT NULL DEFAULT 0,
  `fromuserid` int(10) unsigned NOT NULL DEFAULT 0,
  `fromusername` mediumtext,
  `title` mediumtext,
  `message` mediumtext,
  `touserarray` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`pmtextid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `pmtext`
--

LOCK TABLES `pmtext` WRITE;
/*!40000 ALTER TABLE `pmtext` DISABLE KEYS */;
INSERT INTO `pmtext` VALUES (1,1,'Köchin','SECRET','SECRET WORDS','a:2:{s:2:\"cc\";a:1:{i:2;s:16:\"Bob \"Ladle\" Boil\";}s:3:\"bcc\";a:1:{i:3;s:5:\"stock\";}}',1500005000),(2,2,'Bob','SECRET','SECRET WORDS','a:1:{i:1;s:7:\"Köchin\";}',1500006000),(3,0,'','x','x','a:0:{}',1500006000);
/*!40000 ALTER TABLE `pmtext` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `post`
--

DROP TABLE IF EXISTS `post`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `post` (
  `postid` int(10) unsigned NOT NULL DEFAULT 0,
  `threadid` int(10) unsigned NOT NULL DEFAULT 0,
  `parentid` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `pagetext` mediumtext,
  `allowsmilie` int(10) unsigned NOT NULL DEFAULT 0,
  `ipaddress` mediumtext,
  `visible` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`postid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `post`
--

LOCK TABLES `post` WRITE;
/*!40000 ALTER TABLE `post` DISABLE KEYS */;
INSERT INTO `post` VALUES (100,10,0,'Köchin',1,'Onion soup',1500000000,'How long do you fry the onions?\r\n[LIST=1][*]10 min[*]an hour[/LIST]',1,'127.0.0.1',1),(101,10,100,'Bob &quot;Ladle&quot; Boil',2,'',1500000500,'An hour. [B]Slowly[/B].',1,'127.0.0.1',1),(102,10,101,'stock',3,'',1500001000,'[QUOTE=Bob \"Ladle\" Boil;101]An hour. [B]Slowly[/B].[/QUOTE]\r\n\r\nYes, [MENTION=1]Köchin[/MENTION], Bob is right – sweet!',1,'127.0.0.1',1),(103,10,100,'Café Guest',0,'',1500002000,'[quote=stock;102]sweet[/quote][QUOTE=Köchin;100]fry[/QUOTE] Burnt is good too',1,'127.0.0.1',1),(104,10,100,'Salty',4,'',1500003000,'insult',1,'127.0.0.1',2),(105,10,100,'fresh',5,'',1755000050,'waiting',1,'127.0.0.1',0),(110,11,0,'Köchin',1,'Staff meal',1500001000,'Lentils.',1,'127.0.0.1',1),(130,13,0,'Salty',4,'',1500000100,'salt',1,'127.0.0.1',1),(140,14,0,'fresh',5,'',1755000100,'hello',1,'127.0.0.1',1);
/*!40000 ALTER TABLE `post` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `post_thanks`
--

DROP TABLE IF EXISTS `post_thanks`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `post_thanks` (
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `date` int(10) unsigned NOT NULL DEFAULT 0,
  `postid` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `post_thanks`
--

LOCK TABLES `post_thanks` WRITE;
/*!40000 ALTER TABLE `post_thanks` DISABLE KEYS */;
INSERT INTO `post_thanks` VALUES (1,3,'stock',1500000800,101);
/*!40000 ALTER TABLE `post_thanks` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `reputation`
--

DROP TABLE IF EXISTS `reputation`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `reputation` (
  `reputationid` int(10) unsigned NOT NULL DEFAULT 0,
  `postid` int(10) unsigned NOT NULL DEFAULT 0,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `reputation` int(10) unsigned NOT NULL DEFAULT 0,
  `whoadded` int(10) unsigned NOT NULL DEFAULT 0,
  `reason` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`reputationid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `reputation`
--

LOCK TABLES `reputation` WRITE;
/*!40000 ALTER TABLE `reputation` DISABLE KEYS */;
INSERT INTO `reputation` VALUES (1,101,2,3,1,'right',1500000700),(2,102,3,-1,2,'',1500001100);
/*!40000 ALTER TABLE `reputation` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `session`
--

DROP TABLE IF EXISTS `session`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `session` (
  `sessionhash` mediumtext,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `host` mediumtext,
  PRIMARY KEY (`sessionhash`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `session`
--

LOCK TABLES `session` WRITE;
/*!40000 ALTER TABLE `session` DISABLE KEYS */;
INSERT INTO `session` VALUES ('deadbeef',1,'127.0.0.1');
/*!40000 ALTER TABLE `session` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `setting`
--

DROP TABLE IF EXISTS `setting`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `setting` (
  `varname` mediumtext,
  `grouptitle` mediumtext,
  `value` mediumtext,
  `defaultvalue` mediumtext,
  PRIMARY KEY (`varname`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `setting`
--

LOCK TABLES `setting` WRITE;
/*!40000 ALTER TABLE `setting` DISABLE KEYS */;
INSERT INTO `setting` VALUES ('bbtitle','general','Soup Kitchen',''),('bburl','general','http://www.soups.example/forum','');
/*!40000 ALTER TABLE `setting` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `socialgroup`
--

DROP TABLE IF EXISTS `socialgroup`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `socialgroup` (
  `groupid` int(10) unsigned NOT NULL DEFAULT 0,
  `socialgroupcategoryid` int(10) unsigned NOT NULL DEFAULT 0,
  `name` mediumtext,
  `description` mediumtext,
  `creatoruserid` int(10) unsigned NOT NULL DEFAULT 0,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `type` mediumtext,
  PRIMARY KEY (`groupid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `socialgroup`
--

LOCK TABLES `socialgroup` WRITE;
/*!40000 ALTER TABLE `socialgroup` DISABLE KEYS */;
INSERT INTO `socialgroup` VALUES (1,1,'Ladle carvers','We [B]carve[/B]',2,1500008000,'public'),(2,1,'Secret sauces','',1,1500008100,'inviteonly');
/*!40000 ALTER TABLE `socialgroup` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `socialgroupmember`
--

DROP TABLE IF EXISTS `socialgroupmember`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `socialgroupmember` (
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `groupid` int(10) unsigned NOT NULL DEFAULT 0,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `type` mediumtext,
  PRIMARY KEY (`userid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `socialgroupmember`
--

LOCK TABLES `socialgroupmember` WRITE;
/*!40000 ALTER TABLE `socialgroupmember` DISABLE KEYS */;
INSERT INTO `socialgroupmember` VALUES (2,1,1500008000,'member'),(3,1,1500008200,'moderated');
/*!40000 ALTER TABLE `socialgroupmember` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `thread`
--

DROP TABLE IF EXISTS `thread`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `thread` (
  `threadid` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `prefixid` mediumtext,
  `firstpostid` int(10) unsigned NOT NULL DEFAULT 0,
  `lastpostid` int(10) unsigned NOT NULL DEFAULT 0,
  `forumid` int(10) unsigned NOT NULL DEFAULT 0,
  `pollid` int(10) unsigned NOT NULL DEFAULT 0,
  `open` int(10) unsigned NOT NULL DEFAULT 0,
  `replycount` int(10) unsigned NOT NULL DEFAULT 0,
  `postusername` mediumtext,
  `postuserid` int(10) unsigned NOT NULL DEFAULT 0,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `views` int(10) unsigned NOT NULL DEFAULT 0,
  `visible` int(10) unsigned NOT NULL DEFAULT 0,
  `sticky` int(10) unsigned NOT NULL DEFAULT 0,
  `taglist` mediumtext,
  PRIMARY KEY (`threadid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `thread`
--

LOCK TABLES `thread` WRITE;
/*!40000 ALTER TABLE `thread` DISABLE KEYS */;
INSERT INTO `thread` VALUES (10,'Onion soup &quot;gratin&quot;','ask',100,105,2,0,1,4,'Köchin',1,1500000000,99,1,0,'onion, gratin'),(11,'Staff meal','',110,110,4,0,0,0,'Köchin',1,1500001000,3,1,0,NULL),(12,'Moved: gratin','',0,0,2,0,10,0,'Köchin',1,1500000000,0,1,0,NULL),(13,'Too salty','',130,130,2,0,1,0,'Salty',4,1500000100,3,2,0,NULL),(14,'Wait','',140,140,2,0,1,0,'fresh',5,1755000100,0,0,0,NULL);
/*!40000 ALTER TABLE `thread` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `user`
--

DROP TABLE IF EXISTS `user`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `user` (
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
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `user`
--

LOCK TABLES `user` WRITE;
/*!40000 ALTER TABLE `user` DISABLE KEYS */;
INSERT INTO `user` VALUES (1,6,'','Köchin','md5','Kochin@soups.example','Chef',1262343600,1759990000,1760000000,3,'03-04-1961','1961-03-04',3415,'127.0.0.1','x/y'),(2,2,'','Bob &quot;Ladle&quot; Boil','md5','bob@soups.example','',1270000000,1758000000,1759000000,2,'','0000-00-00',3415,'127.0.0.1','x'),(3,7,'','stock','md5','stock@soups.example','',1280000000,1758000000,1759000000,2,'11-30-0000','0000-00-00',3415,'127.0.0.1','x'),(4,8,'','Salty','md5','salty@soups.example','',1290000000,1500000000,1500000100,2,'','0000-00-00',3415,'127.0.0.1','x'),(5,3,'','fresh','md5','fresh@soups.example','',1755000000,1755000000,0,0,'','0000-00-00',3415,'127.0.0.1','x'),(6,2,'','Sprout','md5','sprout@soups.example','',1740000000,1755000000,1755000000,0,'','0000-00-00',3423,'127.0.0.1','x'),(8,2,'10','Cashier','md5','cash@soups.example','',1740000000,1755000000,1755000000,0,'','0000-00-00',3415,'127.0.0.1','x'),(7,2,'','Young Onion','md5','onion@soups.example','',1740000000,1755000000,1755000000,0,'09-20-2010','2010-09-20',3415,'127.0.0.1','x');
/*!40000 ALTER TABLE `user` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `userban`
--

DROP TABLE IF EXISTS `userban`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `userban` (
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
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `userban`
--

LOCK TABLES `userban` WRITE;
/*!40000 ALTER TABLE `userban` DISABLE KEYS */;
INSERT INTO `userban` VALUES (4,2,0,'',0,1,1500000200,0,'salt');
/*!40000 ALTER TABLE `userban` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `userfield`
--

DROP TABLE IF EXISTS `userfield`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `userfield` (
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `temp` mediumtext,
  `field1` mediumtext,
  `field2` mediumtext,
  `field3` mediumtext,
  `field4` mediumtext,
  `field5` mediumtext,
  PRIMARY KEY (`userid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `userfield`
--

LOCK TABLES `userfield` WRITE;
/*!40000 ALTER TABLE `userfield` DISABLE KEYS */;
INSERT INTO `userfield` VALUES (1,NULL,'Cooks &amp; writes.','Köln','Broths','Cook','female'),(2,NULL,'','','','','');
/*!40000 ALTER TABLE `userfield` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `usergroup`
--

DROP TABLE IF EXISTS `usergroup`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `usergroup` (
  `usergroupid` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `forumpermissions` int(10) unsigned NOT NULL DEFAULT 0,
  `adminpermissions` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`usergroupid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `usergroup`
--

LOCK TABLES `usergroup` WRITE;
/*!40000 ALTER TABLE `usergroup` DISABLE KEYS */;
INSERT INTO `usergroup` VALUES (1,'Unregistered / Not Logged In',655367,0),(2,'Registered Users',20840455,0),(6,'Administrators',20840455,3),(10,'Cashiers',20840455,2);
/*!40000 ALTER TABLE `usergroup` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `userlist`
--

DROP TABLE IF EXISTS `userlist`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `userlist` (
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `relationid` int(10) unsigned NOT NULL DEFAULT 0,
  `type` mediumtext,
  `friend` mediumtext,
  PRIMARY KEY (`userid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `userlist`
--

LOCK TABLES `userlist` WRITE;
/*!40000 ALTER TABLE `userlist` DISABLE KEYS */;
INSERT INTO `userlist` VALUES (1,2,'buddy','yes'),(2,1,'buddy','yes'),(3,1,'buddy','no'),(3,2,'buddy','pending'),(2,3,'buddy','denied'),(2,4,'ignore','no');
/*!40000 ALTER TABLE `userlist` ENABLE KEYS */;
UNLOCK TABLES;

--
-- Table structure for table `visitormessage`
--

DROP TABLE IF EXISTS `visitormessage`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `visitormessage` (
  `vmid` int(10) unsigned NOT NULL DEFAULT 0,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `postuserid` int(10) unsigned NOT NULL DEFAULT 0,
  `postusername` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `state` mediumtext,
  `title` mediumtext,
  `pagetext` mediumtext,
  PRIMARY KEY (`vmid`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Dumping data for table `visitormessage`
--

LOCK TABLES `visitormessage` WRITE;
/*!40000 ALTER TABLE `visitormessage` DISABLE KEYS */;
INSERT INTO `visitormessage` VALUES (1,1,2,'Bob',1500007000,'visible','','Lovely [I]soup[/I] today'),(2,1,1,'Köchin',1500007100,'visible','','Thank you all'),(3,1,4,'Salty',1500007200,'deleted','','grr');
/*!40000 ALTER TABLE `visitormessage` ENABLE KEYS */;
UNLOCK TABLES;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;

-- Dump completed on 2026-10-30  4:15:02
