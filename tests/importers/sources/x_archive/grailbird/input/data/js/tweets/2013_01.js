Grailbird.data.tweets_2013_01 = 
 [
 {
  "source": "web",
  "entities": {
   "user_mentions": [
    {
     "name": "Ana",
     "screen_name": "ana_mends",
     "indices": [
      0,
      4
     ],
     "id_str": "5550002",
     "id": 5550002
    }
   ],
   "media": [],
   "hashtags": [],
   "urls": []
  },
  "geo": {},
  "id_str": "296000000000000001",
  "text": "@ana_mends how was it?",
  "id": 296000000000000000,
  "in_reply_to_status_id": 295999999999999999,
  "in_reply_to_status_id_str": "295999999999999998",
  "in_reply_to_user_id_str": "5550002",
  "created_at": "2013-01-31 22:42:03 +0000",
  "user": {
   "name": "Wool & Wire",
   "screen_name": "wool_and_wire",
   "protected": false,
   "id_str": "5550001",
   "profile_image_url_https": "",
   "id": 5550001,
   "verified": false
  }
 },
 {
  "source": "web",
  "entities": {
   "user_mentions": [
    {
     "name": "Ana",
     "screen_name": "ana_mends",
     "indices": [
      0,
      4
     ],
     "id_str": "5550002",
     "id": 5550002
    }
   ],
   "media": [],
   "hashtags": [],
   "urls": []
  },
  "geo": {},
  "id_str": "296000000000000002",
  "text": "a sock",
  "id": 296000000000000000,
  "in_reply_to_status_id": 295999999999999999,
  "in_reply_to_status_id_str": "295999999999999998",
  "in_reply_to_user_id_str": "5550002",
  "created_at": "2013-01-31 22:42:03 +0000",
  "user": {
   "name": "Wool & Wire",
   "screen_name": "wool_and_wire",
   "protected": false,
   "id_str": "5550001",
   "profile_image_url_https": "",
   "id": 5550001,
   "verified": false
  },
  "retweeted_status": {
   "text": "a sock",
   "id_str": "1"
  }
 }
]