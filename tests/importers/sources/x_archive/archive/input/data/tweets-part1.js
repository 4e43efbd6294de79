window.YTD.tweets.part1 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "1400000000000000001"
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
        "12"
      ],
      "favorite_count": "0",
      "id_str": "1400000000000000001",
      "truncated": false,
      "retweet_count": "0",
      "id": "1400000000000000001",
      "created_at": "Mon Mar 01 10:00:00 +0000 2021",
      "favorited": false,
      "full_text": "An older one",
      "lang": "en"
    }
  }
]