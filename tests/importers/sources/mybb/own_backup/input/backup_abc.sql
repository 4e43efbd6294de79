-- MyBB Database Backup
-- Generated: 30th October 2026 at 04:15
-- -------------------------------------

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
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

INSERT INTO mybb_users (`uid`,`username`,`password`,`salt`,`loginkey`,`email`,`postnum`,`regdate`,`lastactive`,`lastvisit`,`website`,`birthday`,`usergroup`,`additionalgroups`,`buddylist`,`ignorelist`,`regip`,`coppauser`) VALUES ('1','Hedda Quist','9f1a','aB3','zzTopSecret','Hedda@quilters.example','40','1262343600','1760000000','1759990000','https://hedda.example','3-4-1961','4','','2,3','',X'7f000001','0');
INSERT INTO mybb_users (`uid`,`username`,`password`,`salt`,`loginkey`,`email`,`postnum`,`regdate`,`lastactive`,`lastvisit`,`website`,`birthday`,`usergroup`,`additionalgroups`,`buddylist`,`ignorelist`,`regip`,`coppauser`) VALUES ('2','Tom &amp; Ina','77ab','kk1','k','tom.ina@quilters.example','12','1270000000','1759000000','1758000000','','','2','','1','5',X'7f000001','0');
INSERT INTO mybb_users (`uid`,`username`,`password`,`salt`,`loginkey`,`email`,`postnum`,`regdate`,`lastactive`,`lastvisit`,`website`,`birthday`,`usergroup`,`additionalgroups`,`buddylist`,`ignorelist`,`regip`,`coppauser`) VALUES ('3','O’Brien','aa','s','k','obrien@quilters.example','3','1300000000','1400000000','1400000000','','12-6-2011','6','','','5,2,x,0',X'7f000001','0');
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
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

INSERT INTO mybb_forums (`fid`,`name`,`description`,`linkto`,`type`,`pid`,`parentlist`,`active`,`open`,`password`) VALUES ('1','The Guild','','','c','0','1','1','1','');
INSERT INTO mybb_forums (`fid`,`name`,`description`,`linkto`,`type`,`pid`,`parentlist`,`active`,`open`,`password`) VALUES ('2','Patterns &amp; Stitches','All about <i>patterns</i>','','f','1','1,2','1','1','');
INSERT INTO mybb_forums (`fid`,`name`,`description`,`linkto`,`type`,`pid`,`parentlist`,`active`,`open`,`password`) VALUES ('3','Members\' Parlour','','','f','1','1,3','1','1','');
CREATE TABLE `mybb_forumpermissions` (
  `pid` int(10) unsigned NOT NULL DEFAULT 0,
  `fid` int(10) unsigned NOT NULL DEFAULT 0,
  `gid` int(10) unsigned NOT NULL DEFAULT 0,
  `canview` int(10) unsigned NOT NULL DEFAULT 0,
  `canviewthreads` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`pid`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

INSERT INTO mybb_forumpermissions (`pid`,`fid`,`gid`,`canview`,`canviewthreads`) VALUES ('1','3','1','1','0');
CREATE TABLE `mybb_usergroups` (
  `gid` int(10) unsigned NOT NULL DEFAULT 0,
  `type` int(10) unsigned NOT NULL DEFAULT 0,
  `title` mediumtext,
  `canview` int(10) unsigned NOT NULL DEFAULT 0,
  `cancp` int(10) unsigned NOT NULL DEFAULT 0,
  `issupermod` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`gid`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

INSERT INTO mybb_usergroups (`gid`,`type`,`title`,`canview`,`cancp`,`issupermod`) VALUES ('1','1','Guests','1','0','0');
INSERT INTO mybb_usergroups (`gid`,`type`,`title`,`canview`,`cancp`,`issupermod`) VALUES ('2','1','Registered','1','0','0');
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
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

INSERT INTO mybb_threads (`tid`,`fid`,`subject`,`prefix`,`icon`,`uid`,`username`,`dateline`,`firstpost`,`lastpost`,`views`,`replies`,`closed`,`sticky`,`visible`) VALUES ('10','2','Binding a &quot;scalloped&quot; edge','1','0','1','Hedda Quist','1750000000','100','1750400000','321','5','','0','1');
INSERT INTO mybb_threads (`tid`,`fid`,`subject`,`prefix`,`icon`,`uid`,`username`,`dateline`,`firstpost`,`lastpost`,`views`,`replies`,`closed`,`sticky`,`visible`) VALUES ('11','3','Tea on Sunday','0','0','0','Passer-by','1750100000','110','1750100000','4','0','1','0','1');
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
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

INSERT INTO mybb_posts (`pid`,`tid`,`replyto`,`fid`,`subject`,`icon`,`uid`,`username`,`dateline`,`message`,`ipaddress`,`includesig`,`edituid`,`edittime`,`visible`) VALUES ('100','10','0','2','RE: x','0','1','Hedda Quist','1750000000','How do you bind a [b]scalloped[/b] edge?\r\nSee [url=https://quilts.example/edge]this edge[/url]\r\n[list]\r\n[*]bias tape\r\n[*]patience\r\n[/list]',X'7f000001','1','1','1750000300','1');
INSERT INTO mybb_posts (`pid`,`tid`,`replyto`,`fid`,`subject`,`icon`,`uid`,`username`,`dateline`,`message`,`ipaddress`,`includesig`,`edituid`,`edittime`,`visible`) VALUES ('101','10','100','2','RE: x','0','2','Tom &amp; Ina','1750001000','Bias tape. It\'s \'easy\' \\o/',X'7f000001','1','0','0','1');
INSERT INTO mybb_posts (`pid`,`tid`,`replyto`,`fid`,`subject`,`icon`,`uid`,`username`,`dateline`,`message`,`ipaddress`,`includesig`,`edituid`,`edittime`,`visible`) VALUES ('102','10','100','2','RE: x','0','3','O’Brien','1750002000','[quote=\'Tom &amp; Ina\' pid=\'101\' dateline=\'1750001000\']\nBias tape. [quote=\"Hedda Quist\" pid=\'100\' dateline=\'1\']inner[/quote]\n[/quote]\n\nAgreed, @\"Hedda Quist\" and @Newcomer. [img]https://quilts.example/a.jpg[/img] [code]@notme[/code]',X'7f000001','1','0','0','1');
INSERT INTO mybb_posts (`pid`,`tid`,`replyto`,`fid`,`subject`,`icon`,`uid`,`username`,`dateline`,`message`,`ipaddress`,`includesig`,`edituid`,`edittime`,`visible`) VALUES ('103','10','101','2','RE: x','0','0','Passer-by','1750003000','[quote=Nobody in particular]Hm[/quote]I disagree',X'7f000001','1','0','0','1');
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
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

INSERT INTO mybb_privatemessages (`pmid`,`uid`,`toid`,`fromid`,`recipients`,`folder`,`subject`,`message`,`dateline`,`status`) VALUES ('1','2','2','1','a:1:{s:2:\"to\";a:2:{i:0;s:1:\"2\";i:1;s:1:\"3\";}}','1','Hello','SECRET WORDS','1750010000','1');
INSERT INTO mybb_privatemessages (`pmid`,`uid`,`toid`,`fromid`,`recipients`,`folder`,`subject`,`message`,`dateline`,`status`) VALUES ('2','3','3','1','a:1:{s:2:\"to\";a:2:{i:0;s:1:\"2\";i:1;s:1:\"3\";}}','1','Hello','SECRET WORDS','1750010000','0');
INSERT INTO mybb_privatemessages (`pmid`,`uid`,`toid`,`fromid`,`recipients`,`folder`,`subject`,`message`,`dateline`,`status`) VALUES ('3','1','2','1','a:1:{s:2:\"to\";a:2:{i:0;s:1:\"2\";i:1;s:1:\"3\";}}','2','Hello','SECRET WORDS','1750010000','1');
CREATE TABLE `mybb_banned` (
  `uid` int(10) unsigned NOT NULL DEFAULT 0,
  `gid` int(10) unsigned NOT NULL DEFAULT 0,
  `oldgroup` int(10) unsigned NOT NULL DEFAULT 0,
  `admin` int(10) unsigned NOT NULL DEFAULT 0,
  `dateline` int(10) unsigned NOT NULL DEFAULT 0,
  `bantime` int(10) unsigned NOT NULL DEFAULT 0,
  `lifted` int(10) unsigned NOT NULL DEFAULT 0,
  `reason` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`uid`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

CREATE TABLE `mybb_settings` (
  `sid` int(10) unsigned NOT NULL DEFAULT 0,
  `name` mediumtext,
  `title` mediumtext,
  `value` mediumtext,
  PRIMARY KEY (`sid`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8;

INSERT INTO mybb_settings (`sid`,`name`,`title`,`value`) VALUES ('1','bbname','Name','The Quilt Guild');
INSERT INTO mybb_settings (`sid`,`name`,`title`,`value`) VALUES ('2','bburl','URL','https://www.forum.quilters.example/board');
