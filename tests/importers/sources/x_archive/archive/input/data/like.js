window.YTD.like.part0 = [
  {
    "like": {
      "tweetId": "1499999999999999999",
      "fullText": "somebody's words",
      "expandedUrl": "https://twitter.com/i/web/status/1499999999999999999"
    }
  },
  {
    "like": {
      "expandedUrl": ""
    }
  }
]