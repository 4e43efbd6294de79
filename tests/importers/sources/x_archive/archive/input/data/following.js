window.YTD.following.part0 = [
  {
    "following": {
      "accountId": "5550003",
      "userLink": "https://twitter.com/intent/user?user_id=5550003"
    }
  }
]