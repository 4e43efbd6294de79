-- phpMyAdmin SQL Dump
-- version 5.2.1
-- https://www.phpmyadmin.net/
--
-- Host: localhost:3306
-- Generation Time: Oct 30, 2026 at 06:12 AM
-- Server version: 10.6.18-MariaDB
-- PHP Version: 8.1.29

SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
SET time_zone = "+00:00";

/*!40101 SET NAMES utf8mb4 */;

--
-- Database: `guild`
--

-- --------------------------------------------------------

--
-- Table structure for table `mybb_banned`
--

CREATE TABLE `mybb_banned` (
  `uid` int(10) unsigned NOT NULL DEFAULT 0,
  `gid` int(10) unsigned NOT NULL DEFAULT 0,
  `oldgroup` int(10) unsigned NOT NULL DEFAULT 0,
  `admin` int(10) unsigned NOT NULL DEFAULT 0,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `bantime` mediumtext,
  `lifted` int(10) unsigned NOT NULL DEFAULT 0,
  `reason` mediumtext,
  PRIMARY KEY (`uid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_banned`
--

INSERT INTO `mybb_banned` (`uid`, `gid`, `oldgroup`, `admin`, `dateline`, `bantime`, `lifted`, `reason`) VALUES
(5, 7, 2, 1, 1700001000, '---', 0, 'spam'),
(7, 7, 2, 1, 1655000000, '0-0-7', 1655700000, 'a week off');

-- --------------------------------------------------------

--
-- Table structure for table `mybb_forumpermissions`
--

CREATE TABLE `mybb_forumpermissions` (
  `pid` int(10) unsigned NOT NULL DEFAULT 0,
  `fid` int(10) unsigned NOT NULL DEFAULT 0,
  `gid` int(10) unsigned NOT NULL DEFAULT 0,
  `canview` int(10) unsigned NOT NULL DEFAULT 0,
  `canviewthreads` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`pid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_forumpermissions`
--

INSERT INTO `mybb_forumpermissions` (`pid`, `fid`, `gid`, `canview`, `canviewthreads`) VALUES
(1, 3, 1, 1, 0),
(2, 4, 1, 0, 0),
(3, 4, 2, 0, 0),
(4, 4, 4, 1, 1);

-- --------------------------------------------------------

--
-- Table structure for table `mybb_forums`
--

CREATE TABLE `mybb_forums` (
  `fid` int(10) unsigned NOT NULL DEFAULT 0,
  `name` mediumtext,
  `description` mediumtext,
  `linkto` mediumtext,
  `type` varchar(255) DEFAULT NULL COMMENT 'what it''s for, really',
  `pid` int(10) unsigned NOT NULL DEFAULT 0,
  `parentlist` varchar(255) DEFAULT NULL COMMENT 'what it''s for, really',
  `active` int(10) unsigned NOT NULL DEFAULT 0,
  `open` int(10) unsigned NOT NULL DEFAULT 0,
  `password` mediumtext,
  PRIMARY KEY (`fid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_forums`
--

INSERT INTO `mybb_forums` (`fid`, `name`, `description`, `linkto`, `type`, `pid`, `parentlist`, `active`, `open`, `password`) VALUES
(1, 'The Guild', '', '', 'c', 0, '1', 1, 1, ''),
(2, 'Patterns &amp; Stitches', 'All about <i>patterns</i>', '', 'f', 1, '1,2', 1, 1, ''),
(3, 'Members\' Parlour', '', '', 'f', 1, '1,3', 1, 1, ''),
(4, 'Committee', '', '', 'f', 1, '1,4', 1, 1, ''),
(5, 'Committee papers', '', '', 'f', 4, '1,4,5', 1, 1, ''),
(6, 'Swap (closed)', '', '', 'f', 1, '1,6', 1, 1, 'moth'),
(7, 'Old', '', '', 'f', 1, '1,7', 0, 0, '');

-- --------------------------------------------------------

--
-- Table structure for table `mybb_moderators`
--

CREATE TABLE `mybb_moderators` (
  `mid` int(10) unsigned NOT NULL DEFAULT 0,
  `fid` int(10) unsigned NOT NULL DEFAULT 0,
  `id` int(10) unsigned NOT NULL DEFAULT 0,
  `isgroup` int(10) unsigned NOT NULL DEFAULT 0,
  `canmanagethreads` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`mid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_moderators`
--

INSERT INTO `mybb_moderators` (`mid`, `fid`, `id`, `isgroup`, `canmanagethreads`) VALUES
(1, 2, 2, 0, 1),
(2, 2, 8, 1, 1);

-- --------------------------------------------------------

--
-- Table structure for table `mybb_posts`
--

CREATE TABLE `mybb_posts` (
  `pid` int(10) unsigned NOT NULL DEFAULT 0,
  `tid` int(10) unsigned NOT NULL DEFAULT 0,
  `replyto` int(10) unsigned NOT NULL DEFAULT 0,
  `fid` int(10) unsigned NOT NULL DEFAULT 0,
  `subject` mediumtext,
  `icon` int(10) unsigned NOT NULL DEFAULT 0,
  `uid` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `message` mediumtext,
  `ipaddress` mediumblob,
  `includesig` int(10) unsigned NOT NULL DEFAULT 0,
  `edituid` int(10) unsigned NOT NULL DEFAULT 0,
  `edittime` int(10) unsigned NOT NULL DEFAULT 0,
  `visible` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`pid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_posts`
--

INSERT INTO `mybb_posts` (`pid`, `tid`, `replyto`, `fid`, `subject`, `icon`, `uid`, `username`, `dateline`, `message`, `ipaddress`, `includesig`, `edituid`, `edittime`, `visible`) VALUES
(100, 10, 0, 2, 'RE: x', 0, 1, 'Hedda Quist', 1750000000, 'How do you bind a [b]scalloped[/b] edge?\r\nSee [url=https://quilts.example/edge]this edge[/url]\r\n[list]\r\n[*]bias tape\r\n[*]patience\r\n[/list]', 0x7f000001, 1, 1, 1750000300, 1),
(101, 10, 100, 2, 'RE: x', 0, 2, 'Tom &amp; Ina', 1750001000, 'Bias tape. It\'s \'easy\' \\o/', 0x7f000001, 1, 0, 0, 1),
(102, 10, 100, 2, 'RE: x', 0, 3, 'O’Brien', 1750002000, '[quote=\'Tom &amp; Ina\' pid=\'101\' dateline=\'1750001000\']\nBias tape. [quote=\"Hedda Quist\" pid=\'100\' dateline=\'1\']inner[/quote]\n[/quote]\n\nAgreed, @\"Hedda Quist\" and @Newcomer. [img]https://quilts.example/a.jpg[/img] [code]@notme[/code]', 0x7f000001, 1, 0, 0, 1),
(103, 10, 101, 2, 'RE: x', 0, 0, 'Passer-by', 1750003000, '[quote=Nobody in particular]Hm[/quote]I disagree', 0x7f000001, 1, 0, 0, 1),
(104, 10, 100, 2, 'RE: x', 0, 5, 'Spam King', 1750004000, 'cheap watches', 0x7f000001, 1, 0, 0, -1),
(105, 10, 100, 2, 'RE: x', 0, 4, 'Newcomer', 1755000050, 'let me in', 0x7f000001, 1, 0, 0, 0),
(110, 11, 0, 3, 'RE: x', 0, 0, 'Passer-by', 1750100000, 'Is there tea?', 0x7f000001, 1, 0, 0, 1),
(130, 13, 0, 2, 'RE: x', 0, 5, 'Spam King', 1700000400, 'watches', 0x7f000001, 1, 0, 0, 1),
(140, 14, 0, 2, 'RE: x', 0, 4, 'Newcomer', 1755000100, 'hello', 0x7f000001, 1, 0, 0, 1),
(150, 15, 0, 2, 'RE: x', 0, 2, 'Tom &amp; Ina', 1755000200, 'not yet', 0x7f000001, 1, 0, 0, 1),
(160, 16, 0, 4, 'RE: x', 0, 1, 'Hedda Quist', 0, '[quote]never closed, still mine', 0x7f000001, 1, 0, 0, 1);

-- --------------------------------------------------------

--
-- Table structure for table `mybb_privatemessages`
--

CREATE TABLE `mybb_privatemessages` (
  `pmid` int(10) unsigned NOT NULL DEFAULT 0,
  `uid` int(10) unsigned NOT NULL DEFAULT 0,
  `toid` int(10) unsigned NOT NULL DEFAULT 0,
  `fromid` int(10) unsigned NOT NULL DEFAULT 0,
  `recipients` mediumtext,
  `folder` int(10) unsigned NOT NULL DEFAULT 0,
  `subject` mediumtext,
  `message` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `status` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`pmid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_privatemessages`
--

INSERT INTO `mybb_privatemessages` (`pmid`, `uid`, `toid`, `fromid`, `recipients`, `folder`, `subject`, `message`, `dateline`, `status`) VALUES
(1, 2, 2, 1, 'a:1:{s:2:\"to\";a:2:{i:0;s:1:\"2\";i:1;s:1:\"3\";}}', 1, 'Hello', 'SECRET WORDS', 1750010000, 1),
(2, 3, 3, 1, 'a:1:{s:2:\"to\";a:2:{i:0;s:1:\"2\";i:1;s:1:\"3\";}}', 1, 'Hello', 'SECRET WORDS', 1750010000, 0),
(3, 1, 2, 1, 'a:1:{s:2:\"to\";a:2:{i:0;s:1:\"2\";i:1;s:1:\"3\";}}', 2, 'Hello', 'SECRET WORDS', 1750010000, 1),
(4, 1, 1, 0, 'a:1:{s:2:\"to\";a:1:{i:0;s:1:\"1\";}}', 1, 'Welcome', 'from the board', 1750020000, 1),
(5, 2, 0, 2, 'a:1:{s:2:\"to\";a:0:{}}', 3, 'draft', '...', 1750030000, 1),
(6, 1, 1, 2, 'a:2:{s:2:\"to\";a:1:{i:0;s:1:\"1\";}s:3:\"bcc\";a:1:{i:0;s:1:\"6\";}}', 1, 'Re', 'x', 1750040000, 1);

-- --------------------------------------------------------

--
-- Table structure for table `mybb_profilefields`
--

CREATE TABLE `mybb_profilefields` (
  `fid` int(10) unsigned NOT NULL DEFAULT 0,
  `name` mediumtext,
  `description` mediumtext,
  `type` mediumtext,
  PRIMARY KEY (`fid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_profilefields`
--

INSERT INTO `mybb_profilefields` (`fid`, `name`, `description`, `type`) VALUES
(1, 'Location', 'Where in the world do you live?', 'text'),
(2, 'Bio', 'A few words', 'textarea'),
(3, 'Sex', '', 'select\nMale'),
(4, 'Favourite pattern', '', 'textarea');

-- --------------------------------------------------------

--
-- Table structure for table `mybb_reputation`
--

CREATE TABLE `mybb_reputation` (
  `rid` int(10) unsigned NOT NULL DEFAULT 0,
  `uid` int(10) unsigned NOT NULL DEFAULT 0,
  `adduid` int(10) unsigned NOT NULL DEFAULT 0,
  `pid` int(10) unsigned NOT NULL DEFAULT 0,
  `reputation` int(10) unsigned NOT NULL DEFAULT 0,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `comments` mediumtext,
  PRIMARY KEY (`rid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_reputation`
--

INSERT INTO `mybb_reputation` (`rid`, `uid`, `adduid`, `pid`, `reputation`, `dateline`, `comments`) VALUES
(1, 1, 2, 100, 1, 1750005000, 'nice'),
(2, 2, 3, 101, -2, 1750006000, ''),
(3, 1, 3, 0, 1, 1750007000, 'a good egg'),
(4, 1, 6, 100, 0, 1750007000, '');

-- --------------------------------------------------------

--
-- Table structure for table `mybb_sessions`
--

CREATE TABLE `mybb_sessions` (
  `sid` mediumtext,
  `uid` int(10) unsigned NOT NULL DEFAULT 0,
  `ip` mediumblob,
  `time` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`sid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_sessions`
--

INSERT INTO `mybb_sessions` (`sid`, `uid`, `ip`, `time`) VALUES
('abc', 1, 0x7f000001, 1760000000);

-- --------------------------------------------------------

--
-- Table structure for table `mybb_settings`
--

CREATE TABLE `mybb_settings` (
  `sid` int(10) unsigned NOT NULL DEFAULT 0,
  `name` mediumtext,
  `title` mediumtext,
  `value` mediumtext,
  PRIMARY KEY (`sid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_settings`
--

INSERT INTO `mybb_settings` (`sid`, `name`, `title`, `value`) VALUES
(1, 'bbname', 'Name', 'The Quilt Guild'),
(2, 'bburl', 'URL', 'https://www.forum.quilters.example/board');

-- --------------------------------------------------------

--
-- Table structure for table `mybb_threadprefixes`
--

CREATE TABLE `mybb_threadprefixes` (
  `pid` int(10) unsigned NOT NULL DEFAULT 0,
  `prefix` mediumtext,
  `displaystyle` mediumtext,
  `forums` varchar(255) DEFAULT NULL COMMENT 'what it''s for, really',
  `groups` varchar(255) DEFAULT NULL COMMENT 'what it''s for, really',
  PRIMARY KEY (`pid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_threadprefixes`
--

INSERT INTO `mybb_threadprefixes` (`pid`, `prefix`, `displaystyle`, `forums`, `groups`) VALUES
(1, 'Help wanted', '<b>Help wanted</b>', '-1', '-1');

-- --------------------------------------------------------

--
-- Table structure for table `mybb_threads`
--

CREATE TABLE `mybb_threads` (
  `tid` int(10) unsigned NOT NULL DEFAULT 0,
  `fid` int(10) unsigned NOT NULL DEFAULT 0,
  `subject` mediumtext,
  `prefix` int(10) unsigned NOT NULL DEFAULT 0,
  `icon` int(10) unsigned NOT NULL DEFAULT 0,
  `uid` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `firstpost` int(10) unsigned NOT NULL DEFAULT 0,
  `lastpost` int(10) unsigned NOT NULL DEFAULT 0,
  `views` int(10) unsigned NOT NULL DEFAULT 0,
  `replies` int(10) unsigned NOT NULL DEFAULT 0,
  `closed` mediumtext,
  `sticky` int(10) unsigned NOT NULL DEFAULT 0,
  `visible` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`tid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_threads`
--

INSERT INTO `mybb_threads` (`tid`, `fid`, `subject`, `prefix`, `icon`, `uid`, `username`, `dateline`, `firstpost`, `lastpost`, `views`, `replies`, `closed`, `sticky`, `visible`) VALUES
(10, 2, 'Binding a &quot;scalloped&quot; edge', 1, 0, 1, 'Hedda Quist', 1750000000, 100, 1750400000, 321, 5, '', 0, 1),
(11, 3, 'Tea on Sunday', 0, 0, 0, 'Passer-by', 1750100000, 110, 1750100000, 4, 0, '1', 0, 1),
(12, 2, 'Moved thread', 0, 0, 2, 'Tom &amp; Ina', 1750000000, 0, 1750000000, 1, 0, 'moved|10', 0, 1),
(13, 2, 'Buy watches', 0, 0, 5, 'Spam King', 1700000400, 130, 1700000400, 2, 1, '', 0, -1),
(14, 2, 'Waiting', 0, 0, 4, 'Newcomer', 1755000100, 140, 1755000100, 0, 0, '', 0, 0),
(15, 2, 'My draft', 0, 0, 2, 'Tom &amp; Ina', 1755000200, 150, 1755000200, 0, 0, '', 0, -2),
(16, 4, 'Accounts of the year', 0, 0, 1, 'Hedda Quist', 1750200000, 160, 1750200000, 9, 0, '', 1, 1);

-- --------------------------------------------------------

--
-- Table structure for table `mybb_userfields`
--

CREATE TABLE `mybb_userfields` (
  `ufid` int(10) unsigned NOT NULL DEFAULT 0,
  `fid1` mediumtext,
  `fid2` mediumtext,
  `fid3` mediumtext,
  `fid4` mediumtext,
  PRIMARY KEY (`ufid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_userfields`
--

INSERT INTO `mybb_userfields` (`ufid`, `fid1`, `fid2`, `fid3`, `fid4`) VALUES
(1, 'Bergen, Norway', 'Quilts since 1980.\nAnd <b>felt</b>.', 'Female', 'Log cabin &amp; stars'),
(2, '', '', 'Undisclosed', ''),
(3, 'Cork', '', 'Male', 'appliqué\nhand sewing');

-- --------------------------------------------------------

--
-- Table structure for table `mybb_usergroups`
--

CREATE TABLE `mybb_usergroups` (
  `gid` int(10) unsigned NOT NULL DEFAULT 0,
  `type` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `canview` int(10) unsigned NOT NULL DEFAULT 0,
  `cancp` int(10) unsigned NOT NULL DEFAULT 0,
  `issupermod` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`gid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_usergroups`
--

INSERT INTO `mybb_usergroups` (`gid`, `type`, `title`, `canview`, `cancp`, `issupermod`) VALUES
(1, 1, 'Guests', 1, 0, 0),
(2, 1, 'Registered', 1, 0, 0),
(4, 1, 'Administrators', 1, 1, 1),
(7, 1, 'Banned', 0, 0, 0),
(8, 2, 'Teachers', 1, 0, 0),
(9, 2, 'Treasurers', 1, 1, 0);

-- --------------------------------------------------------

--
-- Table structure for table `mybb_users`
--

CREATE TABLE `mybb_users` (
  `uid` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `password` mediumtext,
  `salt` mediumtext,
  `loginkey` mediumtext,
  `email` mediumtext,
  `postnum` int(10) unsigned NOT NULL DEFAULT 0,
  `regdate` int(10) unsigned NOT NULL DEFAULT 0,
  `lastactive` int(10) unsigned NOT NULL DEFAULT 0,
  `lastvisit` int(10) unsigned NOT NULL DEFAULT 0,
  `website` mediumtext,
  `birthday` mediumtext,
  `usergroup` int(10) unsigned NOT NULL DEFAULT 0,
  `additionalgroups` mediumtext,
  `buddylist` mediumtext,
  `ignorelist` mediumtext,
  `regip` mediumblob,
  `coppauser` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`uid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `mybb_users`
--

INSERT INTO `mybb_users` (`uid`, `username`, `password`, `salt`, `loginkey`, `email`, `postnum`, `regdate`, `lastactive`, `lastvisit`, `website`, `birthday`, `usergroup`, `additionalgroups`, `buddylist`, `ignorelist`, `regip`, `coppauser`) VALUES
(1, 'Hedda Quist', '9f1a', 'aB3', 'zzTopSecret', 'Hedda@quilters.example', 40, 1262343600, 1760000000, 1759990000, 'https://hedda.example', '3-4-1961', 4, '', '2,3', '', 0x7f000001, 0),
(2, 'Tom &amp; Ina', '77ab', 'kk1', 'k', 'tom.ina@quilters.example', 12, 1270000000, 1759000000, 1758000000, '', '', 2, '', '1', '5', 0x7f000001, 0),
(3, 'O’Brien', 'aa', 's', 'k', 'obrien@quilters.example', 3, 1300000000, 1400000000, 1400000000, '', '12-6-2011', 6, '', '', '5,2,x,0', 0x7f000001, 0),
(4, 'Newcomer', 'aa', 's', 'k', 'new@quilters.example', 0, 1755000000, 0, 0, '', '5-5-', 5, '', '', '', 0x7f000001, 0),
(5, 'Spam King', 'aa', 's', 'k', 'king@spam.example', 9, 1700000000, 1700000500, 0, '', '', 7, '', '', '', 0x7f000001, 0),
(6, 'Little Bee', 'aa', 's', 'k', 'bee@quilters.example', 1, 1750000000, 1755000000, 0, '', '', 2, '8', '', '', 0x7f000001, 1),
(8, 'Coin Counter', 'aa', 's', 'k', 'coin@quilters.example', 1, 1650000000, 1655000000, 0, '', '', 2, '9,8', '', '', 0x7f000001, 0),
(7, 'Hot Head', 'aa', 's', 'k', 'hot@quilters.example', 1, 1650000000, 1655000000, 0, '', '', 7, '', '', '', 0x7f000001, 0);
COMMIT;
