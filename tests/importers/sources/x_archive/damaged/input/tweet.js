window.YTD.tweet.part0 = [
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000201"
     ],
     "editableUntil": "2026-03-01T10:00:00.000Z",
     "editsRemaining": "5",
     "isEditEligible": true
    }
   },
   "retweeted": false,
   "source": "<a href=\"https://mobile.example\">app</a>",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "5"
   ],
   "favorite_count": "0",
   "id_str": "1500000000000000201",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000201",
   "created_at": "Sun Mar 01 10:00:00 +0000 2026",
   "favorited": false,
   "full_text": "whole",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000202"
     ],
     "editableUntil": "2026-03-01T10:00:00.000Z",
     "editsRemaining": "5",
     "isEditEligible": true
    }
   },
   "retweeted": false,
   "source": "<a href=\"https://mobile.example\">app</a>",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "6"
   ],
   "favorite_count": "0",
   "id_str": "1500000000000000202",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000202",
   "created_at": "Sun Mar 01 10:01:00 +0000 2026",
   "favorited": false,
   "full_text": broken,
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000203"
     ],
     "editableUntil": "2026-03-01T10:00:00.000Z",
     "editsRemaining": "5",
     "isEditEligible": true
    }
   },
   "retweeted": false,
   "source": "<a href=\"https://mobile.example\">app</a>",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "11"
   ],
   "favorite_count": "0",
   "id_str": "1500000000000000203",
   "truncated": false,
   "retweet_count": "0",
   "id": "1500000000000000203",
   "created_at": "Sun Mar 01 10:02:00 +0000 2026",
   "favorited": false,
   "full_text": "whole again",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "1500000000000000204"
     ],
     "editableUntil": "2026-03-01T10:00:00.000Z",
     "editsRemaining": "5",
     "isEditEligible": true
    }
   },
   "retweeted": false,
   "source": "<a href=\"https://mobile.example\">app</a>",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "3"
   ],
   "favorite_count": "0",
   "id_str": "1500000000000000204",
 