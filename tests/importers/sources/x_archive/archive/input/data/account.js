window.YTD.account.part0 = [
  {
    "account": {
      "email": "Wool@wire.example",
      "createdVia": "web",
      "username": "wool_and_wire",
      "accountId": "5550001",
      "createdAt": "2012-05-05T12:00:00.000Z",
      "accountDisplayName": "Wool & Wire"
    }
  }
]