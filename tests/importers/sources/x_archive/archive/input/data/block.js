window.YTD.block.part0 = [
  {
    "blocking": {
      "accountId": "5550009",
      "userLink": ""
    }
  }
]