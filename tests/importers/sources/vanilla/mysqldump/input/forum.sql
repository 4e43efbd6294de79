-- phpMyAdmin SQL Dump
-- version 4.9.5
SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
/*!40101 SET NAMES utf8 */;

CREATE TABLE `GDN_Category` (
  `CategoryID` int(11) NOT NULL,
  `ParentCategoryID` int(11) DEFAULT NULL,
  `Name` varchar(255) NOT NULL,
  `Description` varchar(500) DEFAULT NULL,
  `PermissionCategoryID` int(11) NOT NULL DEFAULT '-1',
  `DateInserted` datetime NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8;

INSERT INTO `GDN_Category` (`CategoryID`, `ParentCategoryID`, `Name`, `Description`, `PermissionCategoryID`, `DateInserted`) VALUES
(-1, NULL, 'Root', 'Root of category tree.', -1, '2014-01-01 08:00:00'),
(1, -1, 'General', 'Talk & more', -1, '2014-01-01 08:00:01'),
(2, 1, 'Members', NULL, 2, '2014-01-01 08:00:02'),
(3, 1, 'Team', NULL, 3, '2014-01-01 08:00:03');

CREATE TABLE `GDN_Comment` (`CommentID` int(11), `DiscussionID` int(11), `InsertUserID` int(11), `Body` text, `Format` varchar(20), `DateInserted` datetime, `DateUpdated` datetime, `InsertIPAddress` varbinary(16));
INSERT INTO `GDN_Comment` (`CommentID`, `DiscussionID`, `InsertUserID`, `Body`, `Format`, `DateInserted`, `DateUpdated`, `InsertIPAddress`) VALUES
(1, 1, 4, '<blockquote class=\"Quote\" rel=\"rosa\"><a href=\"/discussion/comment/9#Comment_9\">rosa</a> wrote: <p>Who paints?</p></blockquote>I do. @rosa <b>always</b>', 'Html', '2015-03-01 10:00:00', NULL, 0x7f000001),
(2, 1, 5, '> @piet said:\n> I do.\n\nMe **too**, @\"Rosa Maria\"', 'Markdown', '2015-03-01 11:00:00', '2015-03-01 11:05:00', NULL),
(3, 1, 4, '[quote=\"rosa;2\"]Me too[/quote][b]Good[/b] & fine', 'BBCode', '2015-03-01 12:00:00', NULL, NULL),
(4, 1, 0, 'plain <text>\nby a guest', 'Text', '2015-03-01 13:00:00', NULL, NULL),
(5, 1, 5, '[{\"insert\":{\"embed-external\":{\"data\":{\"embedType\":\"quote\",\"recordID\":3,\"recordType\":\"comment\",\"insertUser\":{\"userID\":4,\"name\":\"piet\"},\"body\":\"Good\"}}}},{\"insert\":\"quoted line\"},{\"attributes\":{\"blockquote-line\":true},\"insert\":\"\\n\"},{\"insert\":\"Thanks \"},{\"insert\":{\"mention\":{\"name\":\"piet\",\"userID\":4}}},{\"insert\":\"!\\nBye\\n\"}]', 'Rich', '2020-03-01 10:00:00', NULL, NULL),
(6, 1, 5, '[{\"type\":\"rich_embed_card\",\"dataSourceType\":\"url\",\"embedData\":{\"embedType\":\"quote\",\"recordID\":1,\"recordType\":\"discussion\",\"insertUser\":{\"name\":\"rosa\"}},\"children\":[{\"text\":\"\"}]},{\"type\":\"blockquote\",\"children\":[{\"type\":\"p\",\"children\":[{\"text\":\"old words\"}]}]},{\"type\":\"p\",\"children\":[{\"text\":\"Hello \"},{\"type\":\"@\",\"name\":\"rosa\",\"children\":[{\"text\":\"\"}]},{\"type\":\"a\",\"url\":\"https://art.example\",\"children\":[{\"text\":\" see\"}]}]}]', 'rich2', '2023-03-01 10:00:00', NULL, NULL),
(7, 1, 4, 'not json', 'Rich', '0000-00-00 00:00:00', NULL, NULL);

CREATE TABLE `GDN_Conversation` (`ConversationID` int(11), `Subject` varchar(100));
CREATE TABLE `GDN_ConversationMessage` (`MessageID` int(11), `ConversationID` int(11), `Body` text, `InsertUserID` int(11), `DateInserted` datetime);
INSERT INTO `GDN_ConversationMessage` (`MessageID`, `ConversationID`, `Body`, `InsertUserID`, `DateInserted`) VALUES
(1, 1, 'secret words', 3, '2015-04-01 10:00:00'),
(2, 2, 'to nobody', 3, '2015-04-01 10:00:01');

CREATE TABLE `GDN_Discussion` (`DiscussionID` int(11), `Type` varchar(10), `CategoryID` int(11), `InsertUserID` int(11), `Name` varchar(100), `Body` text, `Format` varchar(20), `DateInserted` datetime, `DateUpdated` datetime, `CountViews` int(11), `Closed` tinyint(4));
INSERT INTO `GDN_Discussion` (`DiscussionID`, `Type`, `CategoryID`, `InsertUserID`, `Name`, `Body`, `Format`, `DateInserted`, `DateUpdated`, `CountViews`, `Closed`) VALUES
(1, NULL, 1, 3, 'Colours & light', '<p>Who paints?</p>', 'Wysiwyg', '2015-03-01 09:00:00', '2015-03-01 09:00:00', 12, 0),
(2, 'Question', 2, 4, 'How long?', 'Does it dry?', NULL, '2015-03-02 09:00:00', NULL, 3, 1),
(3, 'Redirect', 1, 3, 'Colours & light', 'x', 'Html', '2015-03-02 10:00:00', NULL, 0, 1),
(4, NULL, 3, 3, 'Plans', 'In [i]June[/i]', 'BBCode', '2015-03-03 09:00:00', NULL, 1, 0);

CREATE TABLE `GDN_Permission` (`PermissionID` int(11), `RoleID` int(11), `JunctionTable` varchar(100), `JunctionColumn` varchar(100), `JunctionID` int(11), `Garden.SignIn.Allow` tinyint(4), `Vanilla.Discussions.View` tinyint(4));
INSERT INTO `GDN_Permission` (`PermissionID`, `RoleID`, `JunctionTable`, `JunctionColumn`, `JunctionID`, `Garden.SignIn.Allow`, `Vanilla.Discussions.View`) VALUES
(1, 2, NULL, NULL, NULL, 0, 1),
(2, 2, 'Category', 'PermissionCategoryID', -1, 0, 1),
(3, 8, 'Category', 'PermissionCategoryID', -1, 0, 1),
(4, 2, 'Category', 'PermissionCategoryID', 2, 0, 0),
(5, 8, 'Category', 'PermissionCategoryID', 2, 0, 1),
(6, 16, 'Category', 'PermissionCategoryID', 3, 0, 1);

CREATE TABLE `GDN_Role` (`RoleID` int(11), `Name` varchar(100), `Type` varchar(20));
INSERT INTO `GDN_Role` (`RoleID`, `Name`, `Type`) VALUES
(2, 'Guest', 'guest'), (3, 'Unconfirmed', 'unconfirmed'), (8, 'Member', 'member'), (16, 'Administrator', 'administrator'), (32, 'Moderator', 'moderator');

CREATE TABLE `GDN_Tag` (`TagID` int(11), `Name` varchar(100), `FullName` varchar(100), `Type` varchar(20));
INSERT INTO `GDN_Tag` (`TagID`, `Name`, `FullName`, `Type`) VALUES
(1, 'oil', 'Oil paint', ''), (2, 'Like', NULL, 'Reaction'), (3, 'answered', 'Answered', 'Status'), (4, 'wood', NULL, NULL);
CREATE TABLE `GDN_TagDiscussion` (`TagID` int(11), `DiscussionID` int(11));
INSERT INTO `GDN_TagDiscussion` (`TagID`, `DiscussionID`) VALUES (1, 1), (3, 1), (4, 1);

CREATE TABLE `GDN_User` (`UserID` int(11), `Name` varchar(50), `Password` varbinary(100), `Location` varchar(255), `About` text, `Email` varchar(200), `Gender` char(1), `DateOfBirth` datetime, `DateInserted` datetime, `DateLastActive` datetime, `Admin` tinyint(4), `Banned` tinyint(4), `Deleted` tinyint(4), `Confirmed` tinyint(4));
INSERT INTO `GDN_User` (`UserID`, `Name`, `Password`, `Location`, `About`, `Email`, `Gender`, `DateOfBirth`, `DateInserted`, `DateLastActive`, `Admin`, `Banned`, `Deleted`, `Confirmed`) VALUES
(2, 'System', 0x5a5a, NULL, NULL, 'system@art.example', 'u', NULL, '2014-01-01 08:00:00', NULL, 2, 0, 0, 1),
(3, 'rosa', 0x243279243130, 'Gent', 'I <b>paint</b>', 'Rosa@Art.example', 'f', '1950-05-06 00:00:00', '2014-01-01 08:00:00', '2020-01-01 10:00:00', 1, 0, 0, 1),
(4, 'piet', 0x00ff, '', NULL, 'piet@art.example', 'm', '2008-01-01 00:00:00', '2014-02-01 08:00:00', '2019-01-01 10:00:00', 0, 0, 0, 1),
(5, 'Rosa Maria', NULL, NULL, NULL, 'rm@art.example', 'u', NULL, '2014-02-02 08:00:00', '2019-01-01 10:00:00', 0, 0, 0, 1),
(6, 'pills', NULL, NULL, NULL, 'pills@spam.example', 'u', NULL, '2014-02-03 08:00:00', NULL, 0, 1, 0, 1),
(7, '[Deleted User]', NULL, NULL, NULL, 'user_7@deleted.example', 'u', NULL, '2014-02-03 08:00:00', NULL, 0, 0, 1, 0),
(8, 'new', NULL, NULL, NULL, 'new@art.example', 'u', NULL, '2014-02-04 08:00:00', NULL, 0, 0, 0, 0);

CREATE TABLE `GDN_UserConversation` (`UserID` int(11), `ConversationID` int(11), `Deleted` tinyint(4));
INSERT INTO `GDN_UserConversation` (`UserID`, `ConversationID`, `Deleted`) VALUES (3, 1, 0), (4, 1, 1), (3, 2, 0);
CREATE TABLE `GDN_UserMeta` (`UserID` int(11), `Name` varchar(100), `Value` text);
INSERT INTO `GDN_UserMeta` (`UserID`, `Name`, `Value`) VALUES
(3, 'Profile.Favourite colour', 'Ultramarine & gold'), (3, 'Profile.Gender', 'f'), (3, 'Plugin.Ignore.Blocked.UserID.6', '2015-01-01'), (4, 'Preferences.Email', '0');
CREATE TABLE `GDN_UserRole` (`UserID` int(11), `RoleID` int(11));
INSERT INTO `GDN_UserRole` (`UserID`, `RoleID`) VALUES (3, 16), (4, 8), (5, 8), (5, 32), (8, 3);
CREATE TABLE `GDN_UserTag` (`RecordType` varchar(200), `RecordID` int(11), `TagID` int(11), `UserID` int(11), `DateInserted` datetime, `Total` int(11));
INSERT INTO `GDN_UserTag` (`RecordType`, `RecordID`, `TagID`, `UserID`, `DateInserted`, `Total`) VALUES
('Comment', 1, 2, 3, '2015-03-05 10:00:00', 1), ('Comment-Total', 1, 2, 4, '2015-03-05 10:00:00', 1), ('Discussion', 1, 2, 4, '2015-03-05 11:00:00', 1), ('Discussion', 1, 2, 5, '2015-03-05 12:00:00', 0), ('User', 4, 2, 0, '2015-03-05 10:00:00', 1);
