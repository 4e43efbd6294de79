-- Adminer 5.0.4 MariaDB 10.6.18-MariaDB dump

SET NAMES utf8mb4;
SET time_zone = '+00:00';

DROP TABLE IF EXISTS `smf_boards`;
CREATE TABLE `smf_boards` (
  `id_board` smallint(5) unsigned NOT NULL AUTO_INCREMENT,
  `id_cat` tinyint(3) unsigned NOT NULL DEFAULT 0,
  `id_parent` smallint(5) unsigned NOT NULL DEFAULT 0,
  `member_groups` varchar(255) NOT NULL DEFAULT '-1,0',
  `name` varchar(255) NOT NULL DEFAULT '',
  `description` text NOT NULL,
  `redirect` varchar(255) NOT NULL DEFAULT '',
  `deny_member_groups` varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (`id_board`)
) ENGINE=InnoDB;

INSERT INTO `smf_boards` (`id_board`, `id_cat`, `id_parent`, `member_groups`, `name`, `description`, `redirect`, `deny_member_groups`) VALUES
(1,	1,	0,	'-1,0,2',	'Kitchen &amp; Table',	'All [b]recipes[/b]',	'',	''),
(2,	1,	1,	'0,2',	'Members',	'',	'',	''),
(3,	1,	0,	'2',	'Staff',	'',	'',	''),
(4,	1,	0,	'-1,0',	'Shop',	'',	'https://shop.example/',	'-1'),
(9,	1,	0,	'1',	'Recycle Bin',	'',	'',	'');

DROP TABLE IF EXISTS `smf_calendar`;
CREATE TABLE `smf_calendar` (`id_event` int, `start_date` date, `end_date` date, `id_board` int, `id_topic` int, `title` varchar(255), `id_member` int, `start_time` time, `end_time` time, `timezone` varchar(80), `location` varchar(255));
INSERT INTO `smf_calendar` (`id_event`, `start_date`, `end_date`, `id_board`, `id_topic`, `title`, `id_member`, `start_time`, `end_time`, `timezone`, `location`) VALUES
(1,	'2022-06-18',	'2022-06-18',	1,	1,	'Summer lunch',	2,	'12:00:00',	'15:00:00',	'Europe/Berlin',	'Hall'),
(2,	'2022-12-01',	'2022-12-02',	0,	0,	'Baking days',	0,	NULL,	NULL,	NULL,	'');

CREATE TABLE `smf_categories` (`id_cat` int, `cat_order` int, `name` varchar(255));
INSERT INTO `smf_categories` (`id_cat`, `cat_order`, `name`) VALUES
(1,	0,	'Food');

CREATE TABLE `smf_custom_fields` (`id_field` int, `col_name` varchar(12), `field_name` varchar(40), `private` int);
INSERT INTO `smf_custom_fields` (`id_field`, `col_name`, `field_name`, `private`) VALUES
(1,	'cust_loca',	'{location}',	0),
(2,	'cust_gender',	'{gender}',	0),
(3,	'cust_diet',	'What do you not eat?',	0),
(4,	'cust_adm',	'Notes of the team',	3);

CREATE TABLE `smf_members` (
  `id_member` mediumint(8) unsigned NOT NULL AUTO_INCREMENT,
  `member_name` varchar(80), `date_registered` int, `id_group` int, `last_login` int, `real_name` varchar(255), `buddy_list` text, `pm_ignore_list` text, `passwd` varchar(64), `email_address` varchar(255), `personal_text` varchar(255), `birthdate` date, `member_ip` varbinary(16), `is_activated` tinyint, `additional_groups` varchar(255)
);
INSERT INTO `smf_members` (`id_member`, `member_name`, `date_registered`, `id_group`, `last_login`, `real_name`, `buddy_list`, `pm_ignore_list`, `passwd`, `email_address`, `personal_text`, `birthdate`, `member_ip`, `is_activated`, `additional_groups`) VALUES
(1,	'chef',	1600000000,	1,	1660000000,	'Lena Koch',	'2,3',	'',	'$2y$10$hash',	'Lena@Food.example',	'Salt &amp; butter',	'1004-05-06',	UNHEX('7F000001'),	1,	''),
(2,	'otto',	1600000100,	0,	1660000100,	'Otto',	'',	'4',	'$2y$10$hash',	'otto@food.example',	'',	'1970-01-31',	UNHEX('7F000001'),	1,	'2'),
(3,	'kim',	1600000200,	0,	0,	'Kim',	'',	'',	'x',	'kim@food.example',	'',	'2010-01-31',	UNHEX(''),	5,	''),
(4,	'rude',	1600000300,	0,	1650000000,	'Rude',	'',	'*',	'x',	'rude@food.example',	'',	'0001-01-01',	NULL,	11,	''),
(5,	'later',	1600000400,	0,	0,	'Later',	'',	'',	'x',	'later@food.example',	'',	'0001-01-01',	NULL,	3,	''),
(6,	'goes',	1600000500,	0,	0,	'Goes',	'',	'',	'x',	'goes@food.example',	'',	'0001-01-01',	NULL,	4,	'');

CREATE TABLE `smf_messages` (`id_msg` int, `id_topic` int, `id_board` int, `poster_time` int, `id_member` int, `subject` varchar(255), `poster_name` varchar(255), `poster_email` varchar(255), `poster_ip` varbinary(16), `modified_time` int, `body` text, `approved` tinyint, `likes` int);
INSERT INTO `smf_messages` (`id_msg`, `id_topic`, `id_board`, `poster_time`, `id_member`, `subject`, `poster_name`, `poster_email`, `poster_ip`, `modified_time`, `body`, `approved`, `likes`) VALUES
(1,	1,	1,	1610000000,	1,	'Bread &quot;sour&quot;',	'Lena Koch',	'lena@food.example',	UNHEX('7F000001'),	0,	'Who bakes?<br />I&nbsp;do, [member=2]Otto[/member] too<br>[list][li]rye[/li][/list] it&#039;s good',	1,	1),
(2,	1,	1,	1610000100,	2,	'Re: Bread',	'Otto',	'otto@food.example',	NULL,	1610000200,	'[quote author=Lena Koch link=msg=1 date=1610000000]Who bakes?<br />[quote author=x]older[/quote][/quote]<br />Me!',	1,	0),
(3,	1,	1,	1610000300,	0,	'Re: Bread',	'Aunt Ida',	'ida@old.example',	NULL,	0,	'[quote author=Otto link=topic=1.msg2#msg2 date=1610000100]Me![/quote]And [iurl=#x]me[/iurl]',	1,	0),
(4,	1,	1,	1610000400,	2,	'Re: Bread',	'Otto',	'',	NULL,	0,	'waits',	0,	0),
(5,	2,	9,	1610000500,	4,	'Pills',	'Rude',	'',	NULL,	0,	'buy',	1,	0),
(6,	3,	2,	1610000600,	0,	'By a guest',	'Aunt  Ida',	'',	NULL,	0,	'[quote author=Nobody]words[/quote]own',	1,	0),
(7,	4,	1,	1610000700,	2,	'MOVED: Bread',	'Otto',	'',	NULL,	0,	'moved',	1,	0);

CREATE TABLE `smf_moderators` (`id_board` int, `id_member` int);
INSERT INTO `smf_moderators` (`id_board`, `id_member`) VALUES
(1,	6);

CREATE TABLE `smf_personal_messages` (`id_pm` int, `id_member_from` int, `msgtime` int, `subject` varchar(255), `body` text);
INSERT INTO `smf_personal_messages` (`id_pm`, `id_member_from`, `msgtime`, `subject`, `body`) VALUES
(1,	1,	1620000000,	'Secret',	'secret words'),
(2,	0,	1620000100,	'x',	'from nobody');

CREATE TABLE `smf_pm_recipients` (`id_pm` int, `id_member` int, `bcc` tinyint);
INSERT INTO `smf_pm_recipients` (`id_pm`, `id_member`, `bcc`) VALUES
(1,	2,	0),
(1,	3,	1),
(2,	3,	0);

CREATE TABLE `smf_settings` (`variable` varchar(255), `value` text);
INSERT INTO `smf_settings` (`variable`, `value`) VALUES
('recycle_enable',	'1'),
('recycle_board',	'9'),
('smtp_password',	'c2VjcmV0'),
('allow_guestAccess',	'1');

CREATE TABLE `smf_themes` (`id_member` int, `id_theme` int, `variable` varchar(255), `value` text);
INSERT INTO `smf_themes` (`id_member`, `id_theme`, `variable`, `value`) VALUES
(0,	1,	'theme_url',	'https://forum.food.example/Themes/default'),
(1,	1,	'cust_loca',	'Bonn'),
(1,	1,	'cust_gender',	'{gender_2}'),
(2,	1,	'cust_diet',	'Fish &amp; nuts'),
(2,	1,	'cust_adm',	'difficult');

CREATE TABLE `smf_topics` (`id_topic` int, `is_sticky` tinyint, `id_board` int, `id_first_msg` int, `id_member_started` int, `num_views` int, `locked` tinyint, `approved` tinyint, `id_redirect_topic` int);
INSERT INTO `smf_topics` (`id_topic`, `is_sticky`, `id_board`, `id_first_msg`, `id_member_started`, `num_views`, `locked`, `approved`, `id_redirect_topic`) VALUES
(1,	0,	1,	1,	1,	42,	0,	1,	0),
(2,	0,	9,	5,	4,	1,	0,	1,	0),
(3,	1,	2,	6,	0,	7,	1,	1,	0),
(4,	0,	1,	7,	2,	0,	1,	1,	1);

CREATE TABLE `smf_user_likes` (`id_member` int, `content_type` char(6), `content_id` int, `like_time` int);
INSERT INTO `smf_user_likes` (`id_member`, `content_type`, `content_id`, `like_time`) VALUES
(2,	'msg',	1,	1610000900),
(2,	'evt',	1,	1610000901);

-- 2026-01-01 10:00:00 UTC
