window.YTD.note_tweet.part0 = [
  {
    "noteTweet": {
      "noteTweetId": "1",
      "core": {
        "text": "very long",
        "mentions": []
      },
      "createdAt": "2026-03-01T10:00:00.000Z"
    }
  }
]