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
-- Database: `wp`
--

-- --------------------------------------------------------

--
-- Table structure for table `wp_options`
--

CREATE TABLE `wp_options` (
  `option_id` int(10) unsigned NOT NULL DEFAULT 0,
  `option_name` mediumtext,
  `option_value` mediumtext,
  `autoload` mediumtext,
  PRIMARY KEY (`option_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `wp_options`
--

INSERT INTO `wp_options` (`option_id`, `option_name`, `option_value`, `autoload`) VALUES
(1, 'gmt_offset', '5.5', 'yes'),
(2, 'siteurl', 'http://bees.example', 'yes');

-- --------------------------------------------------------

--
-- Table structure for table `wp_postmeta`
--

CREATE TABLE `wp_postmeta` (
  `meta_id` int(10) unsigned NOT NULL DEFAULT 0,
  `post_id` int(10) unsigned NOT NULL DEFAULT 0,
  `meta_key` mediumtext,
  `meta_value` varchar(255) DEFAULT NULL COMMENT 'what it''s for, really',
  PRIMARY KEY (`meta_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `wp_postmeta`
--

INSERT INTO `wp_postmeta` (`meta_id`, `post_id`, `meta_key`, `meta_value`) VALUES
(1, 101, '_bbp_forum_id', '51');

-- --------------------------------------------------------

--
-- Table structure for table `wp_posts`
--

CREATE TABLE `wp_posts` (
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

--
-- Dumping data for table `wp_posts`
--

INSERT INTO `wp_posts` (`ID`, `post_author`, `post_date`, `post_date_gmt`, `post_content`, `post_title`, `post_excerpt`, `post_status`, `comment_status`, `post_name`, `post_modified`, `post_modified_gmt`, `post_parent`, `guid`, `menu_order`, `post_type`, `comment_count`) VALUES
(50, 1, '2016-01-01 10:00:00', '2016-01-01 09:00:00', 'All about <strong>hives</strong>', 'Hives &amp; frames', '', 'publish', 'closed', 'p-50', '2016-01-01 10:00:00', '2016-01-01 09:00:00', 0, 'https://bees.example/?p=50', 0, 'forum', 0),
(101, 2, '2026-06-02 12:00:00', '0000-00-00 00:00:00', 'A second topic without its UTC', 'Second', '', 'closed', 'closed', 'p-101', '2026-06-02 12:00:00', '0000-00-00 00:00:00', 51, 'https://bees.example/?p=101', 0, 'topic', 0);

-- --------------------------------------------------------

--
-- Table structure for table `wp_usermeta`
--

CREATE TABLE `wp_usermeta` (
  `umeta_id` int(10) unsigned NOT NULL DEFAULT 0,
  `user_id` int(10) unsigned NOT NULL DEFAULT 0,
  `meta_key` mediumtext,
  `meta_value` mediumtext,
  PRIMARY KEY (`umeta_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

--
-- Dumping data for table `wp_usermeta`
--

INSERT INTO `wp_usermeta` (`umeta_id`, `user_id`, `meta_key`, `meta_value`) VALUES
(1, 1, 'wp_capabilities', 'a:1:{s:13:\"administrator\";b:1;}');

-- --------------------------------------------------------

--
-- Table structure for table `wp_users`
--

CREATE TABLE `wp_users` (
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

--
-- Dumping data for table `wp_users`
--

INSERT INTO `wp_users` (`ID`, `user_login`, `user_pass`, `user_nicename`, `user_email`, `user_url`, `user_registered`, `user_activation_key`, `user_status`, `display_name`) VALUES
(1, 'siteboss', '$P$B', 'siteboss', 'Boss@bees.example', '', '2015-03-01 09:00:00', '', 0, 'Iris Kam'),
(2, 'beat.keeper', '$P$B', 'beat-keeper', 'beat@bees.example', '', '2016-03-01 09:00:00', '', 0, 'Beat Imker'),
(3, 'drone', '$P$B', 'drone', 'drone@bees.example', '', '2017-03-01 09:00:00', '', 0, 'Drone &amp; Co'),
(4, 'waspish', '$P$B', 'waspish', 'wasp@bees.example', '', '2018-03-01 09:00:00', '', 1, 'Waspish'),
(5, 'larva', '$P$B', 'larva', 'larva@bees.example', '', '2026-03-01 09:00:00', 'key', 2, 'Larva'),
(6, 'blocked', '$P$B', 'blocked', 'blocked@bees.example', '', '2019-03-01 09:00:00', '', 0, 'Blocked One');
COMMIT;
