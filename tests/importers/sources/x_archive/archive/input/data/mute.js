window.YTD.mute.part0 = [
  {
    "muting": {
      "accountId": "5550008",
      "userLink": ""
    }
  }
]