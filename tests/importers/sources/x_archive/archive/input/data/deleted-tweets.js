window.YTD.deleted_tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1500000000000000090"
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
      "id_str": "1500000000000000090",
      "truncated": false,
      "retweet_count": "0",
      "id": "1500000000000000090",
      "created_at": "Sat Feb 28 07:00:00 +0000 2026",
      "favorited": false,
      "full_text": "regretted",
      "lang": "en",
      "deleted_at": "2026-02-28T08:00:00.000Z"
    }
  }
]