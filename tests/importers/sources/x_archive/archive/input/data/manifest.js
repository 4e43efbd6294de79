window.__THAR_CONFIG = {
  "userInfo": {
    "accountId": "5550001",
    "userName": "wool_and_wire",
    "displayName": "Wool & Wire"
  },
  "archiveInfo": {
    "sizeBytes": "1",
    "generationDate": "2026-11-01T07:00:00.000Z",
    "isPartialArchive": false
  },
  "readmeInfo": {},
  "dataTypes": {
    "account": {
      "files": [
        {
          "fileName": "data/account.js",
          "globalName": "YTD.account.part0",
          "count": "1"
        }
      ]
    }
  }
}