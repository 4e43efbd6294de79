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
-- Database: `old`
--

-- --------------------------------------------------------

--
-- Table structure for table `vb3_forum`
--

CREATE TABLE `vb3_forum` (
  `forumid` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `description` mediumtext,
  `options` int(10) unsigned NOT NULL DEFAULT 0,
  `parentid` int(10) unsigned NOT NULL DEFAULT 0,
  `password` mediumtext,
  PRIMARY KEY (`forumid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `vb3_forum`
--

INSERT INTO `vb3_forum` (`forumid`, `title`, `description`, `options`, `parentid`, `password`) VALUES
(2, 'Soups', '', 86017, -1, '');

-- --------------------------------------------------------

--
-- Table structure for table `vb3_pmtext`
--

CREATE TABLE `vb3_pmtext` (
  `pmtextid` int(10) unsigned NOT NULL DEFAULT 0,
  `fromuserid` int(10) unsigned NOT NULL DEFAULT 0,
  `fromusername` mediumtext,
  `title` varchar(255) DEFAULT NULL COMMENT 'what it''s for, really',
  `message` mediumtext,
  `touserarray` mediumtext,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`pmtextid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `vb3_pmtext`
--

INSERT INTO `vb3_pmtext` (`pmtextid`, `fromuserid`, `fromusername`, `title`, `message`, `touserarray`, `dateline`) VALUES
(1, 1, 'Koch', 'x', 'SECRET WORDS', 'a:1:{i:2;s:3:\"Bob\";}', 1100000200);

-- --------------------------------------------------------

--
-- Table structure for table `vb3_post`
--

CREATE TABLE `vb3_post` (
  `postid` int(10) unsigned NOT NULL DEFAULT 0,
  `threadid` int(10) unsigned NOT NULL DEFAULT 0,
  `parentid` int(10) unsigned NOT NULL DEFAULT 0,
  `username` mediumtext,
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `pagetext` mediumtext,
  `visible` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`postid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `vb3_post`
--

INSERT INTO `vb3_post` (`postid`, `threadid`, `parentid`, `username`, `userid`, `dateline`, `pagetext`, `visible`) VALUES
(100, 10, 0, 'Koch', 1, 1100000000, 'Leek?', 1),
(101, 10, 100, 'Bob', 2, 1100000100, '[QUOTE=Koch]Leek?[/QUOTE]\nYes.', 1);

-- --------------------------------------------------------

--
-- Table structure for table `vb3_thread`
--

CREATE TABLE `vb3_thread` (
  `threadid` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `firstpostid` int(10) unsigned NOT NULL DEFAULT 0,
  `forumid` int(10) unsigned NOT NULL DEFAULT 0,
  `open` int(10) unsigned NOT NULL DEFAULT 0,
  `postusername` mediumtext,
  `postuserid` int(10) unsigned NOT NULL DEFAULT 0,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `views` int(10) unsigned NOT NULL DEFAULT 0,
  `visible` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`threadid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `vb3_thread`
--

INSERT INTO `vb3_thread` (`threadid`, `title`, `firstpostid`, `forumid`, `open`, `postusername`, `postuserid`, `dateline`, `views`, `visible`) VALUES
(10, 'Leek', 100, 2, 1, 'Koch', 1, 1100000000, 9, 1);

-- --------------------------------------------------------

--
-- Table structure for table `vb3_user`
--

CREATE TABLE `vb3_user` (
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
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `vb3_user`
--

INSERT INTO `vb3_user` (`userid`, `usergroupid`, `membergroupids`, `username`, `password`, `email`, `usertitle`, `joindate`, `lastvisit`, `lastactivity`, `posts`, `birthday`, `birthday_search`, `options`, `ipaddress`, `salt`) VALUES
(1, 6, '', 'Koch', 'md5', 'Kochin@soups.example', 'Chef', 1262343600, 1759990000, 1760000000, 3, '03-04-1961', '1961-03-04', 3415, '127.0.0.1', 'x/y'),
(2, 2, '', 'Bob &quot;Ladle&quot; Boil', 'md5', 'bob@soups.example', '', 1270000000, 1758000000, 1759000000, 2, '', '0000-00-00', 3415, '127.0.0.1', 'x');

-- --------------------------------------------------------

--
-- Table structure for table `vb3_userfield`
--

CREATE TABLE `vb3_userfield` (
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `field1` mediumtext,
  PRIMARY KEY (`userid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `vb3_userfield`
--

INSERT INTO `vb3_userfield` (`userid`, `field1`) VALUES
(1, '');

-- --------------------------------------------------------

--
-- Table structure for table `vb3_usertextfield`
--

CREATE TABLE `vb3_usertextfield` (
  `userid` int(10) unsigned NOT NULL DEFAULT 0,
  `subfolders` mediumtext,
  `pmfolders` mediumtext,
  `buddylist` mediumtext,
  `ignorelist` mediumtext,
  `signature` mediumtext,
  PRIMARY KEY (`userid`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `vb3_usertextfield`
--

INSERT INTO `vb3_usertextfield` (`userid`, `subfolders`, `pmfolders`, `buddylist`, `ignorelist`, `signature`) VALUES
(1, NULL, NULL, '2 3', '', NULL),
(2, NULL, NULL, NULL, '4 0 1', NULL);
COMMIT;
