window.YTD.follower.part0 = [
  {
    "follower": {
      "accountId": "5550002",
      "userLink": "https://twitter.com/intent/user?user_id=5550002"
    }
  },
  {
    "follower": {
      "userLink": ""
    }
  }
]