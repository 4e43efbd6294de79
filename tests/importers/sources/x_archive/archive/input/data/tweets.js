window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1500000000000000104"
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
        "20"
      ],
      "favorite_count": "0",
      "id_str": "1500000000000000104",
      "truncated": false,
      "retweet_count": "0",
      "id": "1500000000000000104",
      "created_at": "Sun Mar 01 10:20:00 +0000 2026",
      "favorited": false,
      "full_text": "And a third thought.",
      "lang": "en",
      "in_reply_to_status_id_str": "1500000000000000103",
      "in_reply_to_status_id": "1500000000000000103",
      "in_reply_to_user_id": "5550001",
      "in_reply_to_user_id_str": "5550001",
      "in_reply_to_screen_name": "wool_and_wire"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1500000000000000103"
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
        "49"
      ],
      "favorite_count": "2",
      "id_str": "1500000000000000103",
      "truncated": false,
      "retweet_count": "0",
      "id": "1500000000000000103",
      "created_at": "Sun Mar 01 10:10:00 +0000 2026",
      "favorited": false,
      "full_text": "A second thought on &lt;darning&gt; &amp; mending",
      "lang": "en",
      "in_reply_to_status_id_str": "1500000000000000101",
      "in_reply_to_user_id_str": "5550001",
      "in_reply_to_screen_name": "wool_and_wire"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1500000000000000102"
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
        "user_mentions": [
          {
            "name": "Ana",
            "screen_name": "ana_mends",
            "indices": [
              "0",
              "4"
            ],
            "id_str": "5550002",
            "id": "5550002"
          },
          {
            "name": "Bo & Co",
            "screen_name": "bo_felts",
            "indices": [
              "0",
              "4"
            ],
            "id_str": "5550003",
            "id": "5550003"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "34"
      ],
      "favorite_count": "0",
      "id_str": "1500000000000000102",
      "truncated": false,
      "retweet_count": "0",
      "id": "1500000000000000102",
      "created_at": "Sun Mar 01 10:05:00 +0000 2026",
      "favorited": false,
      "full_text": "@ana_mends @bo_felts which needle?",
      "lang": "en",
      "in_reply_to_status_id_str": "1499999999999999999",
      "in_reply_to_user_id_str": "5550002",
      "in_reply_to_screen_name": "ana_mends"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1500000000000000101"
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
        "24"
      ],
      "favorite_count": "17",
      "id_str": "1500000000000000101",
      "truncated": false,
      "retweet_count": "0",
      "id": "1500000000000000101",
      "created_at": "Sun Mar 01 10:00:00 +0000 2026",
      "favorited": false,
      "full_text": "First thought.\nOn socks.",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1500000000000000100"
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
        "user_mentions": [
          {
            "name": "Ana",
            "screen_name": "ana_mends",
            "indices": [
              "0",
              "4"
            ],
            "id_str": "5550002",
            "id": "5550002"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "32"
      ],
      "favorite_count": "0",
      "id_str": "1500000000000000100",
      "truncated": false,
      "retweet_count": "0",
      "id": "1500000000000000100",
      "created_at": "Sat Feb 28 09:00:00 +0000 2026",
      "favorited": false,
      "full_text": "RT @ana_mends: look at this sock",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1500000000000000099"
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
        "user_mentions": [
          {
            "name": "Bo & Co",
            "screen_name": "bo_felts",
            "indices": [
              "0",
              "4"
            ],
            "id_str": "5550003",
            "id": "5550003"
          }
        ],
        "urls": []
      },
      "display_text_range": [
        "0",
        "21"
      ],
      "favorite_count": "0",
      "id_str": "1500000000000000099",
      "truncated": false,
      "retweet_count": "0",
      "id": "1500000000000000099",
      "created_at": "Sat Feb 28 08:00:00 +0000 2026",
      "favorited": false,
      "full_text": "@bo_felts hello there",
      "lang": "en",
      "in_reply_to_user_id_str": "5550003"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1500000000000000098"
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
        "9"
      ],
      "favorite_count": "0",
      "id_str": "1500000000000000098",
      "truncated": false,
      "retweet_count": "0",
      "id": "1500000000000000098",
      "created_at": "yesterday",
      "favorited": false,
      "full_text": "no moment",
      "lang": "en"
    }
  }
]